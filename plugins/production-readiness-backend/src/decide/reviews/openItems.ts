import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  ItemResult,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { EntityReader } from '../../createEntityReader';
import type { StoredItem } from '../../store/reviewTypes';

/** What is waived is off the list and in the record (semantics 5.2). */
const OPEN: readonly Status[] = ['fail', 'unknown'];

/** Items that are open when a launch is decided. */
export function openOf<T extends Pick<ItemResult, 'status'>>(
  items: readonly T[],
): T[] {
  return items.filter(({ status }) => OPEN.includes(status));
}

/**
 * Every open item with its owner and due date. Throws InputError where one has
 * none, an owner is not in the catalog, or a date is over.
 */
export async function openItemsOf(
  document: { items: Pick<ItemResult, 'id' | 'title' | 'status'>[] },
  options: {
    given: readonly { item: string; owner: string; dueAt: string }[];
    entities: EntityReader;
    now: Date;
  },
): Promise<StoredItem[]> {
  const { given, entities, now } = options;
  const items = openOf(document.items).map(({ id, title, status }) => {
    const assigned = given.find(each => each.item === id);
    if (!assigned) {
      throw new InputError(
        `'${title}' (${id}) is still open: give it an owner and a due date`,
      );
    }
    return {
      item: id,
      title,
      status,
      owner: ownerRef(assigned.owner),
      dueAt: dueTime(assigned.dueAt, { title, now }),
      closedAt: null,
    };
  });
  const owners = [...new Set(items.map(({ owner }) => owner))];
  const found = await entities.getEntitiesByRefs(owners);
  owners.forEach((owner, index) => {
    if (!found[index]) {
      throw new InputError(
        `${owner} is not in the catalog, and cannot own an item`,
      );
    }
  });
  return items;
}

function ownerRef(text: string): string {
  let ref;
  try {
    ref = parseEntityRef(text, { defaultKind: 'user' });
  } catch {
    throw new InputError(`'${text.slice(0, 200)}' is no user or group`);
  }
  if (!['user', 'group'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
    throw new InputError(`${text} is no user or group`);
  }
  return stringifyEntityRef(ref);
}

function dueTime(
  text: string,
  { title, now }: { title: string; now: Date },
): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || at <= now) {
    throw new InputError(`'${title}' is due in the future; '${text}' is not`);
  }
  return at.toISOString();
}
