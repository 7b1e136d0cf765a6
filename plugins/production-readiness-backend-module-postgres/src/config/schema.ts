import { z } from 'zod';

const names = z.array(z.string().min(1));

const namedQuery = z.union([
  z.string().min(1),
  z.strictObject({
    sql: z.string().min(1),
    minimum: z.number().optional(),
    foreignKey: z.boolean().optional(),
  }),
]);

const sharedShape = {
  queries: z.record(z.string(), namedQuery).optional(),
  expectedIndexes: names.optional(),
  expectedConstraints: names.optional(),
  exceptions: z
    .strictObject({
      sequentialScans: names.optional(),
      withoutPrimaryKey: names.optional(),
      timestampsWithoutZone: names.optional(),
    })
    .optional(),
  noLogicalReferences: z.boolean().optional(),
};

const connection = z.strictObject({
  ...sharedShape,
  url: z.string().min(1).optional(),
  host: z.string().min(1).optional(),
  port: z.number().int().min(1).max(65535).optional(),
  database: z.string().min(1).optional(),
  user: z.string().min(1).optional(),
  password: z.string().optional(),
  ssl: z
    .union([
      z.enum(['verify-full', 'require', 'disable']),
      z.strictObject({ ca: z.string().min(1) }),
    ])
    .optional(),
  entities: names.optional(),
  applicationRole: z.union([z.string().min(1), names]).optional(),
});

/** Shape of `productionReadiness.collectors.postgres`. */
export const postgresConfigSchema = z.strictObject({
  ...sharedShape,
  connections: z.record(z.string(), connection).optional(),
  // Read by the collector of Render.
  trustedCidrs: names.optional(),
});

export type ConnectionConfig = z.infer<typeof connection>;
export type SharedConfig = Omit<
  z.infer<typeof postgresConfigSchema>,
  'connections'
>;
export type NamedQueryConfig = z.infer<typeof namedQuery>;
