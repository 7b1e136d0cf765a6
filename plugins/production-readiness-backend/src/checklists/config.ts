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

export type ConfiguredChecklist = z.infer<typeof checklistEntry>;

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
  if (configured === undefined) return DEFAULT;
  const parsed = z.array(checklistEntry).safeParse(configured);
  if (!parsed.success) {
    throw new InputError(
      `productionReadiness.checklists is not a list of { builtin | file | url, params?, mode? }: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return parsed.data;
}
