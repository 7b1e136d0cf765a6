import { ConflictError, InputError } from '@backstage/errors';
import type {
  DecisionInput,
  ReviewChange,
  ReviewInput,
  SignOffInput,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { durationMs } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Knex } from 'knex';
import type { ChecklistService } from '../../checklists/types';
import type { EntityReader } from '../../createEntityReader';
import type { RoleResolver } from '../../people/RoleResolver';
import { scopeOf } from '../../people/scopes';
import { requireChecklist } from '../../runs/requireChecklist';
import type { RunService } from '../../runs/types';
import type { StoredReview } from '../../store/reviewTypes';
import type { EvaluationInputSource, Store } from '../../store/types';
import type { FoundScorecard } from '../../views/findScorecard';
import { appendDecision, type Decided } from './appendDecision';
import { openItemsOf } from './openItems';
import { pinnedNow } from './pinned';
import { liveReleases, releasesOf } from './release';
import { recordedReview } from './recorded';
import { ReviewReader, type ReadReview } from './ReviewReader';
import {
  assertNone,
  unlessDecides,
  whyNotCancel,
  whyNotChange,
  whyNotException,
  whyNotGo,
  whyNotLaunch,
  whyNotNoGo,
  whyNotReopen,
  whyNotSign,
  whyNotWithdrawSignOff,
  type Person,
} from './rules';
import { isInForce } from './signOffStates';

const RACED = 'Somebody else acted on this launch meanwhile: look at it again';
/** Clocks of those who type in a time differ by less. */
const LEAST_AHEAD_MS = -60_000;

export interface ReviewServiceOptions {
  store: Store;
  checklists: ChecklistService;
  inputs: EvaluationInputSource;
  roles: RoleResolver;
  entities: EntityReader;
  runs: Pick<RunService, 'evaluateNow' | 'requestRun'>;
  now: () => Date;
}

/** The people's process around a gate: opened, signed, decided, launched. */
export class ReviewService {
  readonly reader: ReviewReader;

  constructor(private readonly options: ReviewServiceOptions) {
    this.reader = new ReviewReader(options);
  }

  /** Who asks, with what they hold of the roles of the checklist. */
  async personOf(read: ReadReview, userEntityRef: string): Promise<Person> {
    const { checklist, members } = read;
    const roles = await this.options.roles.rolesOf(
      userEntityRef,
      Object.keys(checklist.checklist.roles),
      scopeOf(members),
    );
    return { ref: userEntityRef, roles };
  }

  /** Pins what is there now. Throws ConflictError while another one is open. */
  async open(
    found: FoundScorecard,
    user: string,
    input: ReviewInput,
  ): Promise<string> {
    const { store, runs, now } = this.options;
    const { key, members } = found;
    if (!found.isSubject) {
      throw new InputError(
        `${found.entityRef} is launched with ${key.subjectRef}: open the review there`,
      );
    }
    if (members.length === 0) {
      throw new ConflictError(
        `${key.subjectRef} was never checked: run its checks first`,
      );
    }
    const checklist = await requireChecklist(
      this.options.checklists,
      key.checklistId,
    );
    const roles = await this.options.roles.rolesOf(
      user,
      [checklist.checklist.review.decides],
      scopeOf(members),
    );
    assertNone(unlessDecides({ checklist }, { ref: user, roles }));
    const at = now();
    const releases = releasesOf(
      members,
      input.releases ?? [],
      liveReleases(await store.facts.listForSubject(key)),
    );
    const review = await store.reviews.open(
      {
        ...key,
        digest: checklist.digest,
        version: checklist.checklist.version,
        plannedAt: plannedAt(input.plannedAt, at),
        separation: checklist.checklist.review.separation,
        pinned: pinnedNow(checklist, members, releases),
        openedBy: user,
      },
      { by: user, kind: 'review-opened', text: 'Opened the review', now: at },
    );
    await runs.evaluateNow(key);
    return review.id;
  }

  /** Another time or release; what is there now is pinned anew. Voids the sign-offs. */
  async change(
    review: StoredReview,
    user: string,
    change: ReviewChange,
  ): Promise<void> {
    const { store, runs, now } = this.options;
    const read = await this.reader.read(review);
    assertNone(whyNotChange(read, await this.personOf(read, user)));
    const at = now();
    const { pinned } = review;
    const given = [
      ...(change.releases ?? []),
      ...pinned.releases
        .filter(
          ({ entityRef }) =>
            !change.releases?.some(each => each.entityRef === entityRef) &&
            read.members.some(member => member.entityRef === entityRef),
        )
        .map(({ commit, ...rest }) => ({
          ...rest,
          ...(commit === null ? {} : { commit }),
        })),
    ];
    const repinned = pinnedNow(
      read.checklist,
      read.members,
      releasesOf(
        read.members,
        given,
        liveReleases(await store.facts.listForSubject(review)),
      ),
    );
    await this.transact(async tx => {
      await store.subjects.bump(review, at, tx);
      const isMoved = await store.reviews.move(tx, review, {
        from: ['open'],
        to: 'open',
        columns: {
          pinned: repinned,
          ...(change.plannedAt === undefined
            ? {}
            : { plannedAt: plannedAt(change.plannedAt, at) }),
        },
        move: {
          by: user,
          kind: 'review-changed',
          text: sayChange(change),
          now: at,
        },
      });
      if (!isMoved) throw new ConflictError(RACED);
      await this.voidAll(tx, read, 'The review was changed', at);
    });
    await runs.evaluateNow(review);
  }

  /** Signs for a role over what stands now. */
  async sign(
    review: StoredReview,
    user: string,
    { role, statement, note }: SignOffInput,
  ): Promise<void> {
    const { store, now } = this.options;
    const read = await this.fresh(review);
    const person = await this.personOf(read, user);
    assertNone(whyNotSign(read, person, role));
    const at = now();
    const title = read.checklist.checklist.roles[role]?.title ?? role;
    await this.transact(async tx => {
      await this.assertUnchanged(tx, read);
      const isMoved = await store.reviews.move(tx, read.review, {
        from: ['open'],
        to: 'open',
        move: {
          by: user,
          kind: 'sign-off-given',
          text: `Signed ${statement === 'go' ? 'GO' : 'NO-GO'} for ${title}`,
          payload: { role, statement },
          now: at,
        },
      });
      if (!isMoved) throw new ConflictError(RACED);
      await store.reviews.sign(tx, {
        reviewId: review.id,
        role,
        statement,
        by: user,
        at: at.toISOString(),
        note: note ?? null,
        content: read.standing!.contents[role],
      });
    });
  }

  async withdrawSignOff(
    review: StoredReview,
    user: string,
    { role, reason }: { role: string; reason: string },
  ): Promise<void> {
    const { store, now } = this.options;
    const read = await this.reader.read(review);
    const person = await this.personOf(read, user);
    assertNone(whyNotWithdrawSignOff(read, person, role));
    const given = read.signOffs.find(
      each => each.role === role && isInForce(each),
    )!;
    const at = now();
    const title = read.checklist.checklist.roles[role]?.title ?? role;
    await this.transact(async tx => {
      const isMoved = await store.reviews.move(tx, review, {
        from: ['open'],
        to: 'open',
        move: {
          by: user,
          kind: 'sign-off-wanted',
          text: `Withdrew the sign-off of ${title}: ${reason}`,
          payload: { role },
          now: at,
        },
      });
      const isEnded =
        isMoved && (await store.reviews.endSignOff(tx, given.id, { now: at }));
      if (!isEnded) throw new ConflictError(RACED);
    });
  }

  /** Records the decision and freezes everything that it rests on. */
  async decide(
    review: StoredReview,
    user: string,
    input: DecisionInput,
  ): Promise<void> {
    const { entities, now } = this.options;
    const read =
      input.outcome === 'no-go'
        ? await this.reader.read(review)
        : await this.fresh(review);
    const person = await this.personOf(read, user);
    const at = now();
    const { outcome, reason } = input;
    if (outcome === 'go') assertNone(whyNotGo(read, person, at));
    if (outcome === 'no-go') assertNone(whyNotNoGo(read, person));
    if (outcome === 'exception') assertNone(whyNotException(read, person));
    if (outcome !== 'go' && !reason?.trim()) {
      throw new InputError(
        outcome === 'exception'
          ? 'A launch by exception takes a reason'
          : 'A NO-GO takes a reason',
      );
    }
    if (!read.standing) {
      throw new ConflictError(
        'The launch unit was not checked since it was opened: run its checks first',
      );
    }
    const items =
      outcome === 'no-go'
        ? []
        : await openItemsOf(read.standing.document, {
            given: input.openItems ?? [],
            entities,
            now: at,
          });
    const { goValidFor } = read.checklist.checklist.review;
    const decided: Decided = {
      outcome,
      by: user,
      reason: reason?.trim() ?? null,
      validUntil:
        outcome === 'no-go'
          ? null
          : new Date(at.getTime() + durationMs(goValidFor)!).toISOString(),
      items,
    };
    await this.transact(async tx => {
      // A NO-GO is always possible, whatever comes in meanwhile.
      if (outcome !== 'no-go') await this.assertUnchanged(tx, read);
      await appendDecision(tx, { ...this.options, read, decided, now: at });
    });
  }

  /** Records that the launch took place, which starts the windows after it. */
  async launch(
    review: StoredReview,
    user: string,
    { at: saidAt }: { at?: string },
  ): Promise<void> {
    const { store, runs, now } = this.options;
    const read = await this.reader.read(review);
    const at = now();
    assertNone(whyNotLaunch(read, await this.personOf(read, user), at));
    const launchedAt = launchTime(saidAt, review, at);
    await this.transact(async tx => {
      await store.subjects.bump(review, at, tx);
      const isMoved = await store.reviews.move(tx, review, {
        from: ['decided'],
        to: 'launched',
        columns: { launch: { at: launchedAt, by: user } },
        move: {
          by: user,
          kind: 'launched',
          text: 'Recorded the launch',
          payload: { launchedAt },
          now: at,
        },
      });
      if (!isMoved) throw new ConflictError(RACED);
      await store.reviews.addChecks(
        tx,
        review.id,
        read.checklist.checklist.postLaunch.flatMap(window =>
          window.checks.map(check => ({
            id: check.id,
            window: window.id,
            dueAt: new Date(
              Date.parse(launchedAt) + durationMs(window.duration)!,
            ).toISOString(),
            role: check.role,
            settles: check.settles,
            state: 'waiting' as const,
            truth: 'unknown' as const,
            message: null,
            waitsForPerson: false,
            settledAt: null,
            toldAt: null,
          })),
        ),
      );
      const decision = (await store.records.list(review.id, tx)).find(
        ({ id }) => id === review.decision?.recordId,
      );
      await store.records.append(tx, {
        review: recordedReview(read),
        content: {
          kind: 'launch',
          decision: decision?.hash ?? '',
          launchedAt,
          by: user,
        },
        now: at,
      });
    });
    await runs.evaluateNow(review);
    // What speaks of the time since the launch is collected from here on.
    await runs.requestRun({
      subjectRef: review.subjectRef,
      checklistId: review.checklistId,
      reason: 'changed',
    });
  }

  async cancel(
    review: StoredReview,
    user: string,
    reason: string,
  ): Promise<void> {
    const read = await this.reader.read(review);
    assertNone(whyNotCancel(read, await this.personOf(read, user)));
    const at = this.options.now();
    await this.transact(async tx => {
      // What evidence has to speak of is the live release again.
      await this.options.store.subjects.bump(review, at, tx);
      const isMoved = await this.options.store.reviews.move(tx, review, {
        from: ['open', 'decided'],
        to: 'cancelled',
        move: {
          by: user,
          kind: 'review-closed',
          text: `Cancelled: ${reason}`,
          now: at,
        },
      });
      if (!isMoved) throw new ConflictError(RACED);
    });
    await this.options.runs.evaluateNow(review);
  }

  /** What was over begins anew, under what is pinned anew; nothing that was signed counts. */
  async reopen(
    review: StoredReview,
    user: string,
    reason: string,
  ): Promise<void> {
    const { store, runs, now } = this.options;
    const read = await this.reader.read(review);
    assertNone(whyNotReopen(read, await this.personOf(read, user)));
    const [open] = await store.reviews.listOf(review, ['open']);
    if (open) {
      throw new ConflictError(
        `Launch ${open.number} is under review: one at a time`,
      );
    }
    const at = now();
    const checklist = await requireChecklist(
      this.options.checklists,
      review.checklistId,
    );
    const { releases } = review.pinned;
    await this.transact(async tx => {
      await store.subjects.bump(review, at, tx);
      const isMoved = await store.reviews.move(tx, review, {
        from: ['decided', 'withdrawn', 'expired'],
        to: 'open',
        columns: {
          pinned: pinnedNow(checklist, read.members, releases),
          digest: checklist.digest,
          version: checklist.checklist.version,
          withdrawn: null,
        },
        move: {
          by: user,
          kind: 'review-opened',
          text: `Reopened: ${reason}`,
          now: at,
        },
      });
      if (!isMoved) throw new ConflictError(RACED);
      await this.voidAll(tx, read, 'The review was reopened', at);
    });
    await runs.evaluateNow(review);
  }

  /** Gives an item that was open at the decision to somebody else, or more time. */
  async assign(
    review: StoredReview,
    user: string,
    item: { item: string; owner: string; dueAt: string },
  ): Promise<void> {
    const { store, now } = this.options;
    const read = await this.reader.read(review);
    const person = await this.personOf(read, user);
    assertNone(unlessDecides(read, person));
    const known = read.items.find(each => each.item === item.item);
    if (!known) {
      throw new InputError(
        `'${item.item}' was not open when launch ${review.number} was decided`,
      );
    }
    const at = now();
    const [checked] = await openItemsOf(
      { items: [{ id: known.item, title: known.title, status: known.status }] },
      { given: [item], entities: this.options.entities, now: at },
    );
    await this.transact(async tx => {
      await store.reviews.assignItem(tx, review.id, {
        item: item.item,
        owner: checked.owner,
        dueAt: checked.dueAt,
      });
      await store.reviews.addEvent(tx, review.id, {
        at: at.toISOString(),
        by: user,
        kind: 'item-assigned',
        text: `Gave '${known.title}' to ${checked.owner}`,
      });
    });
  }

  /** Judged anew first: what is signed and decided is what stands now. */
  private async fresh(review: StoredReview): Promise<ReadReview> {
    const { runs } = this.options;
    const { evaluated } = await runs.evaluateNow(review);
    if (!evaluated) {
      throw new ConflictError(
        'Checks are going on: sign and decide when they are over',
      );
    }
    return this.reader.read(await this.reader.require(review.id));
  }

  /** Throws ConflictError where an input changed since what is signed or decided was computed. */
  private async assertUnchanged(
    tx: Knex.Transaction,
    { review }: ReadReview,
  ): Promise<void> {
    if (review.standingRevision === null) return;
    const { subjectRef, checklistId } = review;
    // An update, so that whoever changes an input waits until this is over.
    const unchanged = await tx('subjects')
      .where({
        subject_ref: subjectRef,
        checklist_id: checklistId,
        revision: review.standingRevision,
      })
      .update({ revision: review.standingRevision });
    if (unchanged === 0) throw new ConflictError(RACED);
  }

  private async voidAll(
    tx: Knex.Transaction,
    read: ReadReview,
    reason: string,
    now: Date,
  ): Promise<void> {
    for (const signOff of read.signOffs.filter(isInForce)) {
      await this.options.store.reviews.endSignOff(tx, signOff.id, {
        now,
        voided: [reason],
      });
    }
  }

  private transact(
    act: (tx: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    return this.options.store.knex.transaction(act);
  }
}

function plannedAt(said: string, now: Date): string {
  const at = new Date(said);
  if (Number.isNaN(at.getTime())) {
    throw new InputError(`'${said}' is no time: write it as ISO 8601`);
  }
  if (at.getTime() - now.getTime() < LEAST_AHEAD_MS) {
    throw new InputError('A launch is planned in the future');
  }
  return at.toISOString();
}

function launchTime(
  said: string | undefined,
  { decision }: StoredReview,
  now: Date,
): string {
  if (said === undefined) return now.toISOString();
  const at = new Date(said);
  if (Number.isNaN(at.getTime())) {
    throw new InputError(`'${said}' is no time: write it as ISO 8601`);
  }
  if (at > now) {
    throw new InputError('A launch is recorded once it took place');
  }
  if (decision && at.toISOString() < decision.at) {
    throw new InputError(
      `The launch was decided at ${decision.at}: it took place after that`,
    );
  }
  return at.toISOString();
}

function sayChange({ plannedAt: planned, releases }: ReviewChange): string {
  const parts = [
    ...(planned === undefined ? [] : [`planned for ${planned}`]),
    ...(releases ?? []).map(
      ({ entityRef, version, commit }) =>
        `${entityRef} ${version ?? commit ?? 'as it is live'}`,
    ),
  ];
  return parts.length === 0
    ? 'Took over what is there now'
    : `Changed: ${parts.join(', ')}`;
}
