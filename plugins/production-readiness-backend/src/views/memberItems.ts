import type {
  CriterionResult,
  EntityResult,
  ItemResult,
  MemberShare,
  Status,
  UnknownGroup,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { rollUp } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { CategoryCounts } from '../store/types';

/** The items that apply to a member, with its own results only. */
export function itemsOfMember(
  items: ItemResult[],
  share: MemberShare,
): ItemResult[] {
  return items
    .filter(item => Object.hasOwn(share.items, item.id))
    .map(item => {
      const criteria = item.criteria.flatMap(criterion =>
        criterionOfMember(criterion, share.entityRef),
      );
      return {
        ...item,
        status: share.items[item.id],
        rawStatus: rollUp(criteria.map(criterion => criterion.rawStatus)),
        criteria,
      };
    });
}

/** Counts per category of the items that apply to a member; empty ones drop out. */
export function categoriesOfMember(
  items: ItemResult[],
  categories: { id: string; title: string }[],
): CategoryCounts[] {
  return categories
    .map(({ id, title }) => {
      const statuses = items
        .filter(item => item.category === id)
        .map(item => item.status);
      const count = (status: Status) =>
        statuses.filter(each => each === status).length;
      return {
        id,
        title,
        passed: count('pass'),
        applicable: statuses.length - count('not-applicable'),
        failed: count('fail'),
        unknown: count('unknown'),
      };
    })
    .filter(category => category.applicable > 0);
}

/** What is not verified on a member, by cause and by who ends it; largest first. */
export function unknownsOfMember(items: ItemResult[]): UnknownGroup[] {
  const groups = new Map<string, UnknownGroup>();
  for (const item of items) {
    for (const result of item.criteria.flatMap(each => each.entities)) {
      if (result.status !== 'unknown' || !result.cause || !result.who) continue;
      const source = sourceOf(result);
      const key = [result.cause, result.who, source].join('|');
      const group = groups.get(key) ?? {
        cause: result.cause,
        who: result.who,
        ...(source === undefined ? {} : { source }),
        items: [],
        count: 0,
      };
      groups.set(key, {
        ...group,
        items: group.items.includes(item.id)
          ? group.items
          : [...group.items, item.id],
        count: group.count + 1,
      });
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function criterionOfMember(
  criterion: CriterionResult,
  entityRef: string,
): CriterionResult[] {
  const own = criterion.entities.find(each => each.entityRef === entityRef);
  if (!own) return [];
  return [
    {
      ...criterion,
      status: own.status,
      rawStatus: own.rawStatus,
      entities: [own],
    },
  ];
}

function sourceOf(result: EntityResult): string | undefined {
  if (result.cause === 'waiting-for-report') {
    return result.leaves.find(leaf => leaf.cause === result.cause)?.report;
  }
  return result.cause === 'not-connected' ||
    result.cause === 'collector-failing'
    ? result.collector
    : undefined;
}
