import type {
  LeafResult,
  UnknownCause,
  UnknownGroup,
  Who,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareText } from '../evaluate/causes';
import type { CriterionOnEntity } from '../evaluate/proof';
import type { ProvenRow } from './rows';

const NAMES_ITS_SOURCE = new Set<UnknownCause>([
  'not-connected',
  'collector-failing',
  'waiting-for-report',
]);
const OWN_LEAVES = new Set<LeafResult['kind']>(['check', 'attest', 'report']);

/**
 * What is unknown, by cause and by who can end it (semantics 4.6). A criterion
 * counts once an entity; so does a leaf that a deciding row asks for itself.
 */
export function groupUnknowns(
  results: readonly CriterionOnEntity[],
  rows: readonly ProvenRow[],
): UnknownGroup[] {
  const groups = new Map<string, UnknownGroup>();
  const add = (
    unknown: { cause: UnknownCause; who: Who; source?: string },
    item?: string,
  ) => {
    const source = NAMES_ITS_SOURCE.has(unknown.cause)
      ? unknown.source?.replace(/^report:/, '')
      : undefined;
    const key = [unknown.cause, unknown.who, source ?? ''].join('\n');
    const group = groups.get(key) ?? {
      cause: unknown.cause,
      who: unknown.who,
      ...(source !== undefined && { source }),
      items: [],
      count: 0,
    };
    group.count += 1;
    if (item !== undefined && !group.items.includes(item)) {
      group.items.push(item);
    }
    groups.set(key, group);
  };
  for (const { result, unknown, item } of results) {
    if (result.status === 'unknown' && unknown) add(unknown, item);
  }
  for (const { row } of rows) {
    for (const leaf of row.truth === 'unknown' ? row.leaves : []) {
      const { cause, who, collector: source } = leaf;
      if (!leaf.counted || !OWN_LEAVES.has(leaf.kind) || !cause || !who) {
        continue;
      }
      add({ cause, who, source });
    }
  }
  return [...groups.values()]
    .map(group => ({ ...group, items: group.items.sort(compareText) }))
    .sort(
      (a, b) =>
        b.count - a.count ||
        compareText(a.cause, b.cause) ||
        compareText(a.who, b.who) ||
        compareText(a.source ?? '', b.source ?? ''),
    );
}
