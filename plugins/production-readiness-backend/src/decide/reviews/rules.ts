import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { ReviewState } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredReview } from '../../store/reviewTypes';
import type { ReadReview } from './ReviewReader';
import { isInForce, signOffStates, type RoleSignOff } from './signOffStates';

/** Facts that a GO rests on are no older (semantics of the decision). */
const MAX_FACT_AGE_MS = 24 * 60 * 60 * 1000;

/** Why something cannot be done: by this person, or now. */
export interface Refusal {
  kind: 'not-allowed' | 'conflict';
  why: string;
}

/** Who asks, with the roles of the checklist that they hold. */
export interface Person {
  ref: string;
  roles: ReadonlySet<string>;
}

/** Throws NotAllowedError or ConflictError with the reason. */
export function assertNone(refusal: Refusal | undefined): void {
  if (!refusal) return;
  throw refusal.kind === 'conflict'
    ? new ConflictError(refusal.why)
    : new NotAllowedError(refusal.why);
}

function conflict(why: string): Refusal {
  return { kind: 'conflict', why };
}

function notAllowed(why: string): Refusal {
  return { kind: 'not-allowed', why };
}

/** The first that stands against it. */
function first(
  ...refusals: (Refusal | undefined | false)[]
): Refusal | undefined {
  return refusals.find((each): each is Refusal => Boolean(each));
}

const STATE_WORDS: Record<ReviewState, string> = {
  open: 'open',
  decided: 'decided',
  launched: 'launched',
  verified: 'verified',
  withdrawn: 'withdrawn',
  expired: 'expired',
  cancelled: 'cancelled',
  superseded: 'superseded by a newer one',
};

function unlessIn(
  { state, number }: StoredReview,
  states: ReviewState[],
): Refusal | undefined {
  if (states.includes(state)) return undefined;
  return conflict(`Launch ${number} is ${STATE_WORDS[state]}`);
}

/** The role that opens, changes and decides. */
export function unlessDecides(
  { checklist: { checklist } }: Pick<ReadReview, 'checklist'>,
  person: Person,
): Refusal | undefined {
  const { decides } = checklist.review;
  if (person.roles.has(decides)) return undefined;
  const title = checklist.roles[decides]?.title ?? decides;
  return notAllowed(`This takes the role ${title}, which you do not hold`);
}

/** Why a person cannot sign for a role. */
export function whyNotSign(
  read: ReadReview,
  person: Person,
  role: string,
): Refusal | undefined {
  const { review, checklist, standing, signOffs } = read;
  const { signOffs: wanted } = checklist.checklist.review;
  if (!wanted.includes(role)) {
    return conflict(
      `'${role}' does not sign; ${wanted.join(', ')} sign this launch`,
    );
  }
  const title = checklist.checklist.roles[role]?.title ?? role;
  const own = signOffs.filter(isInForce);
  const isStrict = review.separation === 'strict';
  return first(
    !person.roles.has(role) &&
      notAllowed(`Only a member of ${title} signs for it, and you are none`),
    isStrict &&
      review.openedBy === person.ref &&
      notAllowed('Who opened the review does not sign it'),
    isStrict &&
      own.some(each => each.by === person.ref && each.role !== role) &&
      notAllowed('One person signs for one role, and you have signed'),
    unlessIn(review, ['open']),
    own.some(each => each.role === role) &&
      conflict(`${title} has signed already`),
    !standing &&
      conflict('The launch unit was not checked since it was opened'),
  );
}

export function whyNotWithdrawSignOff(
  { review, signOffs, checklist }: ReadReview,
  person: Person,
  role: string,
): Refusal | undefined {
  const given = signOffs.find(each => each.role === role && isInForce(each));
  const title = checklist.checklist.roles[role]?.title ?? role;
  return first(
    given?.by !== person.ref &&
      !person.roles.has(role) &&
      notAllowed(`Only a member of ${title} withdraws its sign-off`),
    unlessIn(review, ['open']),
    !given && conflict(`${title} has not signed`),
  );
}

/** Why no GO can be recorded now. */
export function whyNotGo(
  read: ReadReview,
  person: Person,
  now: Date,
): Refusal | undefined {
  const { review, standing } = read;
  return first(
    unlessDecides(read, person),
    unlessIn(review, ['open']),
    !standing &&
      conflict('The launch unit was not checked since it was opened'),
    standing && whyNoGo(read, now),
  );
}

function whyNoGo(read: ReadReview, now: Date): Refusal | undefined {
  const { review, standing, row } = read;
  const { document, drift, facts } = standing!;
  const states = signOffStates(read);
  const open = states.filter(({ state }) => state !== 'given');
  const against = states.find(
    ({ state, signOff }) => state === 'given' && signOff?.statement === 'no-go',
  );
  const signers = new Set(states.map(({ signOff }) => signOff?.by));
  const oldest = facts[0];
  const limit = new Date(now.getTime() - MAX_FACT_AGE_MS).toISOString();
  return first(
    !document.enforced &&
      conflict('The checklist only observes: no GO can be recorded'),
    row?.goneAt !== undefined &&
      row.goneAt !== null &&
      conflict('The launch unit left the catalog'),
    document.verdict !== 'go' &&
      conflict(
        document.verdict === 'no-go'
          ? 'The verdict is NO-GO'
          : 'The verdict is UNDECIDED: not everything that decides is known',
      ),
    drift.length > 0 &&
      conflict(`What is pinned is not what is there: ${drift[0]}`),
    against && conflict(`${against.title} says NO-GO`),
    open.length > 0 && conflict(sayMissing(open)),
    review.separation === 'small-team' &&
      signers.size < 2 &&
      conflict('Nobody is the sole signer: another person has to sign'),
    oldest &&
      oldest.collectedAt < limit &&
      conflict(
        `${oldest.fact} of ${oldest.entityRef} is older than a day: run the checks first`,
      ),
  );
}

function sayMissing(open: RoleSignOff[]): string {
  const [one] = open;
  const wanted = open.filter(({ state }) => state !== 'suspended');
  if (wanted.length === 0) {
    return `The sign-off of ${one.title} is suspended: ${one.reasons[0]}`;
  }
  return `Sign-offs are wanted of ${wanted
    .map(({ title }) => title)
    .join(', ')}`;
}

export function whyNotNoGo(
  read: ReadReview,
  person: Person,
): Refusal | undefined {
  return first(unlessDecides(read, person), unlessIn(read.review, ['open']));
}

/** A launch against the verdict: a person answers for it, whatever it is. */
export function whyNotException(
  read: ReadReview,
  person: Person,
): Refusal | undefined {
  return first(
    unlessDecides(read, person),
    unlessIn(read.review, ['open']),
    !read.standing &&
      conflict('The launch unit was not checked since it was opened'),
  );
}

/** Who decides or signs may say that it took place. */
export function whyNotLaunch(
  read: ReadReview,
  person: Person,
  now: Date,
): Refusal | undefined {
  const { review, checklist } = read;
  const { decides, signOffs } = checklist.checklist.review;
  const { decision } = review;
  return first(
    ![decides, ...signOffs].some(role => person.roles.has(role)) &&
      notAllowed('Only who decides or signs records the launch'),
    unlessIn(review, ['decided']),
    decision?.outcome === 'no-go' && conflict('The decision was NO-GO'),
    decision?.validUntil !== undefined &&
      decision.validUntil !== null &&
      decision.validUntil <= now.toISOString() &&
      conflict(`The GO held until ${decision.validUntil}`),
  );
}

export function whyNotChange(
  read: ReadReview,
  person: Person,
): Refusal | undefined {
  return first(unlessDecides(read, person), unlessIn(read.review, ['open']));
}

/** A review that is over may begin anew: its sign-offs are void. */
export function whyNotReopen(
  read: ReadReview,
  person: Person,
): Refusal | undefined {
  const { review } = read;
  return first(
    unlessDecides(read, person),
    unlessIn(review, ['decided', 'withdrawn', 'expired']),
    review.state === 'decided' &&
      review.decision?.outcome !== 'no-go' &&
      conflict('The decision holds: cancel it, or record the launch'),
  );
}

/** What is decided and not launched can be called off too. */
export function whyNotCancel(
  read: ReadReview,
  person: Person,
): Refusal | undefined {
  return first(
    unlessDecides(read, person),
    unlessIn(read.review, ['open', 'decided']),
  );
}
