import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  Checklist,
  ContactView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { configKeyOf, type PeopleConfig } from '../../people/config';
import { present } from '../../people/present';
import type { EntityReader } from '../../createEntityReader';
import { profileOf, type Profile } from './profile';

type Definition = Checklist['contacts'][number];

/** What the subject says of its contacts. */
export interface ContactSubject {
  annotations: Record<string, string>;
  /** Entity ref; holds the role `owner` where the configuration names no group. */
  owner: string | null;
}

/**
 * Whom to call: the configuration first, then the subject's annotation, then
 * the group that holds the role, then what the checklist prints. Placeholders
 * such as `[Name]` count as absent. Names and phones of people are only for
 * `people: true`, a reader who has signed in.
 */
export async function resolveContacts(options: {
  definitions: Definition[];
  subject: ContactSubject;
  config: PeopleConfig;
  /** Reads on the plugin's own behalf: who may read a scorecard may know whom to call about it. */
  entities: EntityReader;
  people: boolean;
}): Promise<ContactView[]> {
  const { definitions, subject, config } = options;
  const refs = new Map(
    definitions.map(definition => [
      definition.id,
      refOf(definition, { subject, config }),
    ]),
  );
  const named = [...new Set(refs.values())].filter(ref => ref !== undefined);
  const entities = options.people
    ? await options.entities.getEntitiesByRefs(named)
    : [];
  const profiles = new Map(
    named.flatMap((ref, index) => {
      const entity = entities[index];
      return entity ? [[ref, profileOf(entity)] as const] : [];
    }),
  );
  return definitions.map(definition => {
    const ref = refs.get(definition.id);
    return toView(definition, {
      ...options,
      ref,
      profile: ref === undefined ? undefined : profiles.get(ref),
    });
  });
}

function toView(
  definition: Definition,
  options: {
    subject: ContactSubject;
    config: PeopleConfig;
    people: boolean;
    ref: string | undefined;
    profile: Profile | undefined;
  },
): ContactView {
  const { profile, people } = options;
  const configured = options.config.contacts[configKeyOf(definition.id)];
  const stated =
    definition.annotation && options.subject.annotations[definition.annotation];
  const name = present(configured?.name) ?? profile?.name ?? null;
  const phone =
    present(configured?.phone) ??
    // A configured name with another person's phone would be worse than none.
    (configured?.name ? null : present(profile?.phone)) ??
    null;
  const value =
    present(configured?.value) ??
    (options.ref === undefined ? present(stated) : null) ??
    (profile && !configured?.name ? profile.email : null) ??
    present(definition.value) ??
    null;
  const links = (configured?.links ?? definition.links ?? []).filter(
    link => present(link.url) !== null,
  );
  const resolved =
    name !== null || value !== null || links.length > 0
      ? definition.group !== 'emergency' || phone !== null || value !== null
      : false;
  return {
    id: definition.id,
    title: definition.title,
    group: definition.group,
    name: people ? name : null,
    phone: people ? phone : null,
    value: people || definition.group !== 'emergency' ? value : null,
    links,
    ...(resolved || (!people && definition.group === 'emergency')
      ? {}
      : { missing: adviceFor(definition, { name, ref: options.ref }) }),
  };
}

/** The catalog entity that the contact stands for, if it stands for one. */
function refOf(
  definition: Definition,
  options: { subject: ContactSubject; config: PeopleConfig },
): string | undefined {
  const { subject, config } = options;
  const stated =
    definition.annotation && subject.annotations[definition.annotation];
  if (stated) return asEntityRef(stated);
  if (!definition.role) return undefined;
  const [group] = config.roles[definition.role] ?? [];
  if (group) return asEntityRef(group);
  return definition.role === 'owner' ? subject.owner ?? undefined : undefined;
}

/** Undefined for a text that is no ref of a user or a group. */
function asEntityRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text, { defaultKind: 'group' });
    const kind = ref.kind.toLocaleLowerCase('en-US');
    return kind === 'user' || kind === 'group'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

function adviceFor(
  definition: Definition,
  found: { name: string | null; ref: string | undefined },
): string {
  const key = `productionReadiness.contacts.${configKeyOf(definition.id)}`;
  if (found.name !== null && found.ref !== undefined) {
    return `${found.name} has no phone: annotate ${found.ref} with production-readiness/phone, or set ${key}`;
  }
  return [
    ...(definition.annotation
      ? [`annotate the launch unit with ${definition.annotation}`]
      : []),
    `set ${key} in the app configuration`,
    ...(definition.role
      ? [`name a group under productionReadiness.roles.${definition.role}`]
      : []),
  ].join(', or ');
}
