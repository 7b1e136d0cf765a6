import type {
  May,
  OpenItem,
  PostLaunchWindow,
  ReviewEvent,
  ReviewSummary,
  ReviewView,
  SignOffView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { durationMs } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { RecordEntry } from '../../store/peopleTypes';
import type { StoredReview } from '../../store/reviewTypes';
import { hideEntities, type Aliases } from '../../views/hideEntities';
import { roleTitles } from '../../views/scorecardView';
import { NO_USER } from '../actor';
import { openOf } from './openItems';
import type { ReadReview } from './ReviewReader';
import {
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
  type Refusal,
} from './rules';
import { signOffStates } from './signOffStates';
import { sinceLastGo } from './sinceLastGo';

/** Acts that the permission framework is asked about. */
export type Act = 'open' | 'sign' | 'decide' | 'launch';

/** Who looks at a review; a service has no person. */
export interface Viewer {
  person: Person | undefined;
  /** Why the permission framework lets them not; absent: it does. */
  denied: Partial<Record<Act, string>>;
}

const TROUBLE = ['failed', 'overdue'];

export function toReviewSummary(
  review: StoredReview,
  read: Pick<
    ReadReview,
    'checklist' | 'standing' | 'signOffs' | 'checks' | 'row'
  >,
): ReviewSummary {
  const { checklist, standing, checks, row } = read;
  const states = signOffStates(read);
  const { decision } = review;
  return {
    id: review.id,
    number: review.number,
    subjectRef: review.subjectRef,
    title: row?.title ?? null,
    checklist: {
      id: review.checklistId,
      version: review.version,
      title: checklist.checklist.title,
    },
    state: review.state,
    plannedAt: review.plannedAt,
    openedBy: review.openedBy,
    openedAt: review.openedAt,
    verdict: standing?.document.verdict ?? null,
    signOffs: {
      given: states.filter(({ state }) => state === 'given').length,
      wanted: states.length,
    },
    decision: decision && {
      outcome: decision.outcome,
      by: decision.by,
      at: decision.at,
    },
    launchedAt: review.launch?.at ?? null,
    trouble: checks.filter(({ state }) => TROUBLE.includes(state)).length,
  };
}

/** All that the people of a launch need, what each may do with it. */
export function toReviewView(
  read: ReadReview,
  rest: {
    viewer: Viewer;
    aliases: Aliases;
    events: ReviewEvent[];
    records: RecordEntry[];
    previousGo: StoredReview | undefined;
    rollback: ReviewView['rollback'];
    now: Date;
  },
): ReviewView {
  const { review, checklist, standing } = read;
  const { aliases, viewer, now } = rest;
  const document = standing && hideEntities(standing.document, aliases);
  const { decision, withdrawn, launch } = review;
  const ask = (act: Act, rule: (person: Person) => Refusal | undefined): May =>
    mayDo(viewer, act, rule);
  return {
    ...toReviewSummary(review, read),
    separation: review.separation,
    pinned: hidePinned(review.pinned, aliases),
    drift: [...(standing?.drift ?? []), ...(standing?.live ?? [])].filter(
      line => !namesHidden(line, aliases),
    ),
    evaluatedAt: review.standingAt,
    enforced: document?.enforced ?? checklist.checklist.mode === 'enforce',
    score: document?.score ?? {
      completed: 0,
      applicable: 0,
      total: checklist.checklist.items.length,
      waived: 0,
      percent: null,
    },
    critical: document?.critical ?? [],
    go: document?.go ?? [],
    noGo: document?.noGo ?? [],
    blockers: document?.blockers ?? [],
    path: document?.path ?? { musts: [], anyOf: { needed: 0, items: [] } },
    titles: titlesOf(read),
    roles: roleTitles(checklist.checklist),
    signOffDetails: signOffViews(read, viewer),
    decisionDetails: decision && {
      outcome: decision.outcome,
      by: decision.by,
      at: decision.at,
      reason: decision.reason,
      verdict: decision.verdict,
      validUntil: decision.validUntil,
      recordId: decision.recordId,
    },
    withdrawn,
    openItems: openItems(read),
    toAssign: openOf(document?.items ?? []).map(
      ({ id, title, status, role }) => ({ item: id, title, status, role }),
    ),
    launch,
    deploySeen:
      review.state === 'decided' &&
      standing?.deploySeen &&
      decision &&
      standing.deploySeen.at >= decision.at
        ? standing.deploySeen
        : null,
    postLaunch: windows(read),
    rollback: rest.rollback,
    sinceLastGo: sinceLastGo(rest.previousGo, standing?.document),
    records: rest.records.map(({ id, kind, at, hash }) => ({
      id,
      kind,
      at,
      hash,
    })),
    events: rest.events,
    may: {
      decideGo: ask('decide', person => whyNotGo(read, person, now)),
      decideNoGo: ask('decide', person => whyNotNoGo(read, person)),
      decideException: ask('decide', person => whyNotException(read, person)),
      launch: ask('launch', person => whyNotLaunch(read, person, now)),
      cancel: ask('open', person => whyNotCancel(read, person)),
      reopen: ask('open', person => whyNotReopen(read, person)),
      change: ask('open', person => whyNotChange(read, person)),
    },
  };
}

function mayDo(
  { person, denied }: Viewer,
  act: Act,
  rule: (person: Person) => Refusal | undefined,
): May {
  const why = person ? denied[act] ?? rule(person)?.why : NO_USER;
  return why === undefined ? { allowed: true } : { allowed: false, why };
}

function signOffViews(read: ReadReview, viewer: Viewer): SignOffView[] {
  return signOffStates(read).map(
    ({ role, title, state, reasons, concerns, signOff }) => ({
      role,
      title,
      state,
      ...(signOff
        ? {
            statement: signOff.statement,
            by: signOff.by,
            at: signOff.at,
            ...(signOff.note === null ? {} : { note: signOff.note }),
          }
        : {}),
      reasons,
      concerns,
      may: {
        sign: mayDo(viewer, 'sign', person => whyNotSign(read, person, role)),
        withdraw: mayDo(viewer, 'sign', person =>
          whyNotWithdrawSignOff(read, person, role),
        ),
      },
    }),
  );
}

function openItems({ items, standing }: ReadReview): OpenItem[] {
  return items.map(item => ({
    ...item,
    now:
      standing?.document.items.find(({ id }) => id === item.item)?.status ??
      null,
  }));
}

/** The windows of a launch that is recorded, each check with where it stands. */
function windows({
  review,
  checklist: { checklist },
  checks,
}: ReadReview): PostLaunchWindow[] {
  const { launch } = review;
  if (!launch) return [];
  return checklist.postLaunch.map(window => ({
    id: window.id,
    title: window.title,
    startsAt: launch.at,
    endsAt: new Date(
      Date.parse(launch.at) + durationMs(window.duration)!,
    ).toISOString(),
    checks: checks
      .filter(check => check.window === window.id)
      .map(check => ({
        id: check.id,
        title:
          window.checks.find(({ id }) => id === check.id)?.title ?? check.id,
        role: check.role,
        settles: check.settles,
        state: check.state,
        truth: check.truth,
        message: check.message,
        dueAt: check.dueAt,
        settledAt: check.settledAt,
        waitsForPerson: check.waitsForPerson,
      })),
  }));
}

/** Titles of everything that the board may name. */
function titlesOf({
  checklist: { checklist },
}: ReadReview): Record<string, string> {
  return Object.fromEntries(
    checklist.items.flatMap(item => [
      [item.id, item.title],
      ...item.criteria.map(({ id, text }) => [id, text]),
    ]),
  );
}

function hidePinned(
  pinned: StoredReview['pinned'],
  aliases: Aliases,
): StoredReview['pinned'] {
  if (aliases.size === 0) return pinned;
  const seen = (ref: string) => !aliases.has(ref);
  return {
    ...pinned,
    members: pinned.members.filter(seen),
    targets: Object.fromEntries(
      Object.entries(pinned.targets).map(([name, refs]) => [
        name,
        refs.filter(seen),
      ]),
    ),
    declared: Object.fromEntries(
      Object.entries(pinned.declared).filter(([ref]) => seen(ref)),
    ),
    releases: pinned.releases.filter(({ entityRef }) => seen(entityRef)),
  };
}

function namesHidden(line: string, aliases: Aliases): boolean {
  return [...aliases.keys()].some(ref => line.includes(ref));
}
