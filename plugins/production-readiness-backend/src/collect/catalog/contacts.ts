import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { redactUrl } from '../evidence/redact';
import { CannotSay, waitsForPerson } from '../outcomes';
import type { CatalogReader } from './CatalogReader';

export const contactsSchema = z.object({
  contacts: z.array(
    z.object({
      id: z.string(),
      ref: z.string(),
      found: z.boolean(),
      name: z.boolean(),
      phone: z.boolean(),
    }),
  ),
  channels: z.array(z.object({ title: z.string(), url: z.string() })),
  complete: z.boolean(),
});

const CHANNELS = ['slack', 'discord'];
const PHONE = 'production-readiness/phone';

/**
 * Whether each contact is in the catalog with a name and a phone; neither is
 * kept here. Throws a miss where one of them or of the two channels is not
 * declared.
 */
export async function readContacts(
  contacts: Record<string, string>,
  { entity, catalog }: { entity: Entity; catalog: CatalogReader },
): Promise<JsonObject> {
  const missing = [
    ...Object.keys(contacts).filter(id => contacts[id].trim() === ''),
    ...CHANNELS.filter(type => !linksOf(entity, type).length),
  ];
  if (missing.length > 0) {
    throw new CannotSay(
      waitsForPerson(
        `not declared on ${entity.metadata.name}: ${missing.join(
          ', ',
        )}; contacts are annotations, channels links of that type`,
      ),
    );
  }
  const ids = Object.keys(contacts);
  const refs = ids.map(id => contacts[id].trim());
  refs.forEach(ref => parseEntityRef(ref)); // a malformed one says so
  const found = await catalog.getEntitiesByRefs(refs);
  return {
    contacts: ids.map((id, index) => ({
      id,
      ref: refs[index],
      found: found[index] !== undefined,
      name: hasName(found[index]),
      phone: isFilled(found[index]?.metadata.annotations?.[PHONE]),
    })),
    channels: CHANNELS.flatMap(type =>
      linksOf(entity, type).map(link => ({
        title: link.title ?? type,
        url: redactUrl(link.url),
      })),
    ),
    complete: true,
  };
}

function linksOf(entity: Entity, type: string) {
  return (entity.metadata.links ?? []).filter(link => link.type === type);
}

function hasName(entity: Entity | undefined): boolean {
  const profile = entity?.spec?.profile as
    | { displayName?: unknown }
    | undefined;
  return isFilled(profile?.displayName) || isFilled(entity?.metadata.title);
}

/** `[Name]` and the like are what a template leaves to be filled in. */
function isFilled(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    !/^\[.*\]$/.test(value.trim())
  );
}
