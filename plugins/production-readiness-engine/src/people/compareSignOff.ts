import { canonicalJson } from '../checklist/digest';
import { compareChecklists, comparePinned } from './comparePinned';
import type {
  SignOffContent,
  SignOffStanding,
  SignOffStatement,
  SignOffWaiver,
} from './signOffContent';

/** What has become of a sign-off; reasons are sentences. @public */
export type SignOffComparison =
  | { state: 'stands' }
  | { state: 'suspended'; reasons: string[] }
  | { state: 'void'; reasons: string[] };

/**
 * Whether a sign-off still stands (semantics 6.3). What is known worse, or is
 * another than what was signed, voids it; what was known and is not known now
 * suspends it, until it is known again; what is the same or better does neither.
 * Void is for ever: the caller keeps it so, whatever a later comparison says.
 *
 * @public
 */
export function compareSignOff(
  signed: SignOffContent,
  current: SignOffContent,
): SignOffComparison {
  const other = compareChecklists(signed.checklist, current.checklist);
  const changed = [
    ...new Set([...other, ...comparePinned(signed.pinned, current.pinned)]),
  ];
  // Of another checklist nothing else can be compared.
  if (other.length > 0) return { state: 'void', reasons: changed };

  const pairs = paired(signed.standings, current.standings);
  const reasons = [
    ...changed,
    ...otherStatements(signed.statements, current.statements),
    ...newWaivers(signed.waivers, current.waivers),
    ...distinct(pairs.filter(isKnownWorse).map(({ now }) => sayIll(now!))),
  ];
  if (reasons.length > 0) return { state: 'void', reasons };

  const lost = distinct(
    pairs.filter(isLost).map(({ was, now }) => sayUnknown(now ?? was!)),
  );
  return lost.length > 0
    ? { state: 'suspended', reasons: lost }
    : { state: 'stands' };
}

/** The same place then and now; absent where it was not, or is not, evaluated. */
interface Pair {
  was?: SignOffStanding;
  now?: SignOffStanding;
}

function paired(
  signed: readonly SignOffStanding[],
  current: readonly SignOffStanding[],
): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const was of signed) pairs.set(was.key, { was });
  for (const now of current) {
    pairs.set(now.key, { ...pairs.get(now.key), now });
  }
  return [...pairs.values()];
}

function isKnownWorse({ was, now }: Pair): boolean {
  return now?.standing === 'ill' && was?.standing !== 'ill';
}

function isLost({ was, now }: Pair): boolean {
  const wasKnown = was !== undefined && was.standing !== 'unknown';
  const isKnown = now !== undefined && now.standing !== 'unknown';
  // What is new and unknown was not signed either.
  return (wasKnown || was === undefined) && !isKnown;
}

function sayIll({ row, trigger, criterion, entityRef }: SignOffStanding) {
  if (criterion !== undefined) {
    return `${row}: '${criterion}' fails on ${entityRef}`;
  }
  return trigger
    ? `${row}: this holds now`
    : `${row}: this is not met any more`;
}

function sayUnknown({ row, trigger, criterion, entityRef }: SignOffStanding) {
  if (criterion !== undefined) {
    return `${row}: whether '${criterion}' passes on ${entityRef} is not known now`;
  }
  return trigger
    ? `${row}: whether this holds is not known now`
    : `${row}: whether this is met is not known now`;
}

/** A statement that ended is missed where it counted; one that says something else was not signed. */
function otherStatements(
  signed: readonly SignOffStatement[],
  current: readonly SignOffStatement[],
): string[] {
  const keyOf = ({ about, entityRef, role }: SignOffStatement) =>
    canonicalJson([about, entityRef, role]);
  const before = new Map(signed.map(said => [keyOf(said), said]));
  return distinct(
    current
      .filter(now => {
        const was = before.get(keyOf(now));
        return was !== undefined && canonicalJson(was) !== canonicalJson(now);
      })
      .map(
        ({ title, entityRef }) =>
          `${title}: what is stated of ${entityRef} is another than what was signed`,
      ),
  );
}

function newWaivers(
  signed: readonly SignOffWaiver[],
  current: readonly SignOffWaiver[],
): string[] {
  const before = new Set(signed.map(canonicalJson));
  return distinct(
    current
      .filter(now => !before.has(canonicalJson(now)))
      .map(({ title, reason }) => `${title}: an exception was made: ${reason}`),
  );
}

function distinct(sentences: readonly string[]): string[] {
  return [...new Set(sentences)];
}
