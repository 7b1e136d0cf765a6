import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const contactSchema = z.strictObject({
  name: z.string().optional(),
  phone: z.string().optional(),
  value: z.string().optional(),
  links: z
    .array(z.strictObject({ title: z.string(), url: z.url() }))
    .optional(),
});

/** What an operator says of one contact; wins over annotations and the catalog. */
export type ConfiguredContact = z.infer<typeof contactSchema>;

/** People and groups by configuration, as far as screens name them. */
export interface PeopleConfig {
  /** By contact id in camel case: `onCall` for a checklist's `on-call`. */
  contacts: Record<string, ConfiguredContact>;
  /** Role id to the refs of the groups that hold it. */
  roles: Record<string, string[]>;
}

const peopleSchema = z.object({
  contacts: z.record(z.string(), contactSchema).default({}),
  roles: z
    .record(
      z.string(),
      z
        .union([z.string(), z.array(z.string())])
        .transform(groups => [groups].flat()),
    )
    .default({}),
});

/** Reads `productionReadiness.contacts` and `.roles`; throws InputError on what is neither. */
export function readPeopleConfig(config: Config): PeopleConfig {
  const section = config.getOptionalConfig('productionReadiness');
  const parsed = peopleSchema.safeParse({
    contacts: section?.getOptional('contacts'),
    roles: section?.getOptional('roles'),
  });
  if (!parsed.success) {
    throw new InputError(
      `productionReadiness.contacts or .roles cannot be used: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return parsed.data;
}

/** `onCallSchedule` for `on-call-schedule`: the key of a contact in the configuration. */
export function configKeyOf(contactId: string): string {
  return contactId.replace(/[-_.](\w)/g, (_match, letter: string) =>
    letter.toLocaleUpperCase('en-US'),
  );
}
