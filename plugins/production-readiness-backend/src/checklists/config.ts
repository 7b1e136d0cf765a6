import { InputError } from '@backstage/errors';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { z } from 'zod';

/** Checklists that ship with this package, as folders of `checklists/`. */
export const BUILTIN_CHECKLISTS = ['kamiyo', 'basics'] as const;

const Overrides = {
  /** Overrides of the checklist's `params`. */
  params: z.record(z.string(), z.json()).optional(),
  mode: z.enum(['observe', 'enforce']).optional(),
};

const checklistEntry = z.union([
  z.strictObject({ builtin: z.enum(BUILTIN_CHECKLISTS), ...Overrides }),
  z.strictObject({ file: z.string().min(1), ...Overrides }),
  z.strictObject({ url: z.url(), ...Overrides }),
]);

/** What this installation says of a type of report in place of the checklist. */
const reportRules = z.record(
  z.string(),
  z.object({
    maxAge: z.string().optional(),
    sameCommit: z.boolean().optional(),
  }),
);

export type ConfiguredChecklist = z.infer<typeof checklistEntry> & {
  reports?: z.infer<typeof reportRules>;
};

const DEFAULT: ConfiguredChecklist[] = BUILTIN_CHECKLISTS.map(builtin => ({
  builtin,
}));

/**
 * Reads `productionReadiness.checklists`; without it both builtin ones are in
 * force. Throws InputError where an entry is none.
 */
export function readConfiguredChecklists(
  config: RootConfigService,
): ConfiguredChecklist[] {
  const configured = config.getOptional('productionReadiness.checklists');
  const reports = reportRules
    .optional()
    .parse(config.getOptional('productionReadiness.reports.types'));
  if (configured === undefined) {
    return DEFAULT.map(entry => ({ ...entry, reports }));
  }
  const parsed = z.array(checklistEntry).safeParse(configured);
  if (!parsed.success) {
    throw new InputError(
      `productionReadiness.checklists is not a list of { builtin | file | url, params?, mode? }: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return parsed.data.map(entry => ({ ...entry, reports }));
}
