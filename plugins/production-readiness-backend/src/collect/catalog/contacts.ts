import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  type JsonObject,
  redactUrl,
  CannotSay,
  waitsForPerson,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PeopleConfig } from '../../people/config';
import { present } from '../../people/present';
import type { CatalogReader } from './CatalogReader';

export const contactsSchema = z.object({
  contacts: z.array(
    z.object({
      id: z.string(),
      /** Null where the configuration names the contact. */
      ref: z.string().nullable(),
      found: z.boolean(),
      name: z.boolean(),
      phone: z.boolean(),
    }),
  ),
  channels: z.array(
    z.object({ title: z.string(), url: z.string().nullable() }),
  ),
  complete: z.boolean(),
});

type Channel = z.infer<typeof contactsSchema>['channels'][number];

interface ContactsParams {
  contacts: Record<string, string>;
  roles: Record<string, string>;
  channels: string[];
}

interface ContactsWorld {
  entity: Entity;
  catalog: CatalogReader;
  people: PeopleConfig;
}

const CHANNEL_LINKS = ['slack', 'discord'];
const CHANNELS_WANTED = 2;
const PHONE = 'production-readiness/phone';

/**
 * Whether each contact has a name and a phone; neither is kept here. In the
 * gate's order: the configuration, what the entity declares, the group that
 * holds the role. Throws a miss where a contact or a channel is not declared.
 */
export async function readContacts(
  params: ContactsParams,
  world: ContactsWorld,
): Promise<JsonObject> {
  const ids = Object.keys(params.contacts);
  const refs = ids.map(id => refOf(id, params, world.people));
  const channels = channelsOf(params.channels, world);
  const missing = [
    ...ids.filter(
      (id, index) => refs[index] === null && !isConfigured(id, world.people),
    ),
    ...(channels.length < CHANNELS_WANTED ? CHANNEL_LINKS : []),
  ];
  if (missing.length > 0) {
    throw new CannotSay(
      waitsForPerson(
        `not declared on ${world.entity.metadata.name}: ${missing.join(
          ', ',
        )}; contacts are annotations, channels ${CHANNELS_WANTED} links of these types, or both stand under productionReadiness.contacts`,
      ),
    );
  }
  const found = await entitiesOf(refs, world.catalog);
  return {
    contacts: ids.map((id, index) =>
      contactOf(id, {
        ref: refs[index],
        entity: found[index],
        people: world.people,
      }),
    ),
    channels,
    complete: true,
  };
}

function isConfigured(id: string, people: PeopleConfig): boolean {
  return present(people.contacts[id]?.name) !== null;
}

/** The entity that stands for a contact; null: none is named. Throws on what is no ref. */
function refOf(
  id: string,
  { contacts, roles }: ContactsParams,
  people: PeopleConfig,
): string | null {
  if (isConfigured(id, people)) return null;
  const [group] = people.roles[roles[id]] ?? [];
  const named = present(contacts[id]) ?? present(group);
  return named === null
    ? null
    : stringifyEntityRef(parseEntityRef(named, { defaultKind: 'group' }));
}

/** In the order of the refs; undefined where there is no ref or no such entity. */
async function entitiesOf(
  refs: (string | null)[],
  catalog: CatalogReader,
): Promise<(Entity | undefined)[]> {
  const named = refs.filter(ref => ref !== null);
  const found = named.length > 0 ? await catalog.getEntitiesByRefs(named) : [];
  return refs.map(ref =>
    ref === null ? undefined : found[named.indexOf(ref)],
  );
}

/** A configured name with another person's phone would be worse than none. */
function contactOf(
  id: string,
  {
    ref,
    entity,
    people,
  }: { ref: string | null; entity: Entity | undefined; people: PeopleConfig },
) {
  const configured = people.contacts[id];
  return {
    id,
    ref,
    found: ref === null || entity !== undefined,
    name: present(configured?.name) !== null || hasName(entity),
    phone:
      present(configured?.phone) !== null ||
      present(entity?.metadata.annotations?.[PHONE]) !== null,
  };
}

function channelsOf(
  keys: string[],
  { entity, people }: ContactsWorld,
): Channel[] {
  const configured = keys.flatMap((key): Channel[] => {
    const contact = people.contacts[key];
    const [link] = contact?.links ?? [];
    const title = link?.title ?? present(contact?.value);
    return title ? [{ title, url: link ? redactUrl(link.url) : null }] : [];
  });
  const declared = (entity.metadata.links ?? [])
    .filter(({ type }) => type !== undefined && CHANNEL_LINKS.includes(type))
    .map(({ title, type, url }) => ({
      title: title ?? type!,
      url: redactUrl(url),
    }));
  return [...configured, ...declared];
}

function hasName(entity: Entity | undefined): boolean {
  const profile = entity?.spec?.profile as
    | { displayName?: unknown }
    | undefined;
  return (
    present(profile?.displayName) !== null ||
    present(entity?.metadata.title) !== null
  );
}
