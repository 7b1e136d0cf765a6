import type {
  Blocker,
  CriterionView,
  FactView,
  ItemView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { restatesExpected } from './actual';
import { failingRoles } from './actors';
import { foundIn, type Found } from './found';
import { silenceOfLeaf, silentElement, type Silence } from './silence';

/** Why something fails: what was found first, then what was expected. */
export interface FixReason {
  /** It does not answer at all. */
  silence?: Silence;
  found?: Found;
  /** The server's sentence, or what is asked for where no value tells. */
  text?: string;
  expected?: string;
}

export interface FixEntry {
  item: ItemView;
  /** A decision reads what fails: it stands in the way of a GO. */
  decides: boolean;
  /** Roles of the failing criteria, in their order. */
  roles: string[];
  /** The failing criterion that weighs most, in one line. */
  reason: FixReason;
  /** Failing criteria besides the one in `reason`. */
  more: number;
}

/** How far a criterion that follows from another is followed. */
const DEEPEST = 3;
const FOLLOWED = /^(.*?):? ?Expected: (.*)$/;

/**
 * What is known to be wrong: what stands in the way of a GO first, in the order
 * of the blockers, then the checklist's order. A member's page has no blockers
 * of its own: there its criteria alone say what decides.
 */
export function fixList(
  items: ItemView[],
  context: {
    blockers?: Blocker[];
    facts?: Record<string, FactView>;
    /** Criteria of the checklist by id, for those that others follow from. */
    criteria?: Map<string, CriterionView>;
  } = {},
): FixEntry[] {
  const blocking = (context.blockers ?? []).flatMap(each => each.items);
  const place = (item: ItemView) => {
    const at = blocking.indexOf(item.id);
    return at < 0 ? blocking.length : at;
  };
  const entries = items
    .filter(item => item.status === 'fail')
    .map(item => toEntry(item, { ...context, blocking }));
  return [
    ...entries
      .filter(each => each.decides)
      .sort((a, b) => place(a.item) - place(b.item)),
    ...entries.filter(each => !each.decides),
  ];
}

/** Those that one of these roles has to act on, by its failing criteria; all without roles. */
export function actedOnBy(
  entries: FixEntry[],
  roles: string[] | undefined,
): FixEntry[] {
  return entries.filter(
    each => !roles || each.roles.some(role => roles.includes(role)),
  );
}

function toEntry(
  item: ItemView,
  context: Parameters<typeof reasonOf>[1] & { blocking: string[] },
): FixEntry {
  const failing = item.criteria.filter(each => each.status === 'fail');
  const worst = failing.find(each => each.decides) ?? failing[0];
  const roles = failingRoles(item);
  return {
    item,
    decides:
      failing.some(each => each.decides) || context.blocking.includes(item.id),
    roles: roles.length ? roles : [item.role],
    reason: worst ? reasonOf(worst, context) : {},
    more: Math.max(0, failing.length - 1),
  };
}

function reasonOf(
  criterion: CriterionView,
  context: {
    facts?: Record<string, FactView>;
    criteria?: Map<string, CriterionView>;
  },
  depth = 0,
): FixReason {
  const result = criterion.entities.find(each => each.status === 'fail');
  const leaf = result?.leaves.find(
    each => each.counted && each.truth === 'false',
  );
  const source = leaf?.ref && context.criteria?.get(leaf.ref);
  if (source && depth < DEEPEST && source.status === 'fail') {
    return reasonOf(source, context, depth + 1);
  }
  const message = result?.message ?? leaf?.message;
  if (!leaf) return { text: message ?? criterion.text };
  const { expected } = leaf;
  const silence = silenceOfLeaf(leaf, context.facts ?? {});
  if (silence) return { silence, expected };
  if (message && !restatesExpected(message, leaf)) return told(message);
  const found = foundIn(leaf, context.facts);
  if (found) return { found, expected };
  const silent = silentElement(leaf);
  return silent
    ? { silence: silent, expected }
    : { text: criterion.text, expected };
}

/** A sentence of another criterion ends in what was expected of it. */
function told(message: string): FixReason {
  const [, text, expected] = FOLLOWED.exec(message) ?? [];
  return text && expected ? { text, expected } : { text: message };
}
