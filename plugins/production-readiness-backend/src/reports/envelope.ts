import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  readShape,
  ReportError,
  type ReportEnvelope,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

/** Clocks of CI machines may be ahead of ours by this much. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

const ref = z.string().transform((text, context) => {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'is no entity ref; write it like component:default/name',
    });
    return z.NEVER;
  }
});

const word = z.string().trim().min(1).max(200);

function orNull<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform(value => value ?? null);
}

const envelope = z.strictObject({
  entityRef: ref,
  type: z.string().optional(),
  producedAt: z.iso
    .datetime({
      offset: true,
      error: 'is no time like 2026-01-31T12:00:00Z',
    })
    .transform(text => new Date(text).toISOString()),
  commit: orNull(
    z
      .string()
      .regex(/^[0-9a-fA-F]{7,64}$/, 'is no commit id: 7 to 64 hex digits')
      .toLowerCase(),
  ),
  environment: orNull(word),
  tool: orNull(z.strictObject({ name: word, version: orNull(word) })),
  link: orNull(
    z
      .url({ protocol: /^https?$/, error: 'is no http or https URL' })
      .max(1000)
      .refine(url => !new URL(url).username && !new URL(url).password, {
        message: 'holds credentials',
      }),
  ),
  data: z.unknown().refine(value => value !== undefined, {
    message: 'is missing: the report itself',
  }),
});

/** A report as it arrived: what is said of it, and the tool's output. */
export interface ReceivedReport {
  envelope: ReportEnvelope;
  payload: unknown;
}

/** Throws ReportError with the offending path. */
export function readEnvelope(
  body: unknown,
  { type, now }: { type: string; now: Date },
): ReceivedReport {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ReportError(
      '',
      "the body is no envelope: a JSON object with entityRef, producedAt and data, or the tool's output with entityRef and producedAt in the query",
    );
  }
  const { data, ...said } = readShape(envelope, body);
  if (said.type !== undefined && said.type !== type) {
    throw new ReportError('type', `is not '${type}', which the path says`);
  }
  if (isInFuture(said.producedAt, now)) {
    throw new ReportError(
      'producedAt',
      `is in the future: here it is ${now.toISOString()}`,
    );
  }
  return { envelope: { ...said, type }, payload: data };
}

/** By more than clocks may differ. */
export function isInFuture(time: string, now: Date): boolean {
  return Date.parse(time) > now.getTime() + CLOCK_SKEW_MS;
}

/** The envelope of a tool's output that was sent as it is, from the query. */
export function envelopeOfQuery(
  query: Record<string, unknown>,
  data: unknown,
): unknown {
  const { tool, toolVersion, ...rest } = query;
  return {
    ...rest,
    ...(tool === undefined
      ? {}
      : { tool: { name: tool, version: toolVersion } }),
    data,
  };
}
