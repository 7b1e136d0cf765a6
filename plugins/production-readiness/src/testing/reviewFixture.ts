import type {
  LaunchWithoutGo,
  May,
  PostLaunchCheckView,
  PostLaunchWindow,
  ReviewSummary,
  ReviewView,
  SignOffView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { gate } from './gateFixture';
import { API, FRONTEND, POSTGRES, SYSTEM } from './kamiyoItems';
import { CHECKED_AT } from './results';
import { MEMBERS } from './scorecardFixture';

export const YES: May = { allowed: true };
export const no = (why: string): May => ({ allowed: false, why });

export function reviewSummary(
  changes: Partial<ReviewSummary> = {},
): ReviewSummary {
  return {
    id: 'review-12',
    number: 12,
    subjectRef: SYSTEM,
    title: 'KAMIYO',
    checklist: {
      id: 'kamiyo',
      version: '1.0.0',
      title: 'KAMIYO production readiness',
    },
    state: 'open',
    plannedAt: '2026-12-01T10:00:00.000Z',
    openedBy: 'user:default/margaret',
    openedAt: '2026-11-20T09:00:00.000Z',
    verdict: 'undecided',
    signOffs: { given: 2, wanted: 4 },
    decision: null,
    launchedAt: null,
    trouble: 0,
    ...changes,
  };
}

export function signOff(changes: Partial<SignOffView> = {}): SignOffView {
  return {
    role: 'security',
    title: 'Security',
    state: 'wanted',
    reasons: [],
    concerns: ['G2', 'N2'],
    may: { sign: YES, withdraw: no('Nobody has signed for Security') },
    ...changes,
  };
}

/** One of four given, one suspended, one void, one wanted. */
export function signOffs(): SignOffView[] {
  return [
    signOff({
      role: 'owner',
      title: 'Owner',
      state: 'given',
      statement: 'go',
      by: 'user:default/ada',
      at: '2026-11-22T10:00:00.000Z',
      note: 'Load test read',
      may: {
        sign: no('Owner has signed already'),
        withdraw: no('Only who signed withdraws it'),
      },
    }),
    signOff(),
    signOff({
      role: 'sre',
      title: 'SRE',
      state: 'suspended',
      statement: 'go',
      by: 'user:default/grace',
      at: '2026-11-21T10:00:00.000Z',
      reasons: ['On-Call Engineer is not known now'],
      may: { sign: no('SRE has signed already'), withdraw: YES },
    }),
    signOff({
      role: 'dba',
      title: 'DBA',
      state: 'void',
      statement: 'go',
      by: 'user:default/edgar',
      at: '2026-11-21T11:00:00.000Z',
      reasons: ['Backups ran is known to fail'],
      may: { sign: no('Only members of dba hold the role DBA'), withdraw: YES },
    }),
  ];
}

export function check(
  changes: Partial<PostLaunchCheckView> = {},
): PostLaunchCheckView {
  return {
    id: 'P1',
    title: 'All services healthy',
    role: 'sre',
    settles: 'at-deadline',
    state: 'waiting',
    truth: 'unknown',
    message: null,
    dueAt: '2026-11-22T12:12:00.000Z',
    settledAt: null,
    waitsForPerson: false,
    ...changes,
  };
}

/** Half an hour after a launch: of the first window one passed and one failed. */
export function postLaunch(): PostLaunchWindow[] {
  return [
    {
      id: 'within-1-hour',
      title: 'Within 1 hour of launch',
      startsAt: '2026-11-22T11:12:00.000Z',
      endsAt: '2026-11-22T12:12:00.000Z',
      checks: [
        check(),
        check({
          id: 'P3',
          title: 'User signups working',
          role: 'owner',
          settles: 'on-pass',
          state: 'passed',
          truth: 'true',
          message: '2 sign-ups since the launch',
          settledAt: '2026-11-22T11:40:00.000Z',
        }),
        check({
          id: 'P4',
          title: 'Payment processing working',
          role: 'owner',
          settles: 'on-pass',
          state: 'failed',
          truth: 'false',
          message: 'No payment succeeded',
        }),
      ],
    },
    {
      id: 'within-24-hours',
      title: 'Within 24 hours',
      startsAt: '2026-11-22T11:12:00.000Z',
      endsAt: '2026-11-23T11:12:00.000Z',
      checks: [
        check({
          id: 'P9',
          title: 'Support inbox read',
          role: 'owner',
          dueAt: '2026-11-23T11:12:00.000Z',
          waitsForPerson: true,
        }),
      ],
    },
  ];
}

const DECIDED = no('It is decided already');

/** A review that people are polling for, in the state that its verdict is in. */
export function review(changes: Partial<ReviewView> = {}): ReviewView {
  const { critical, go, noGo, blockers, path, titles, roles, score } = gate();
  const details = changes.signOffDetails ?? signOffs();
  return {
    ...reviewSummary({
      verdict: 'no-go',
      signOffs: {
        given: details.filter(each => each.state === 'given').length,
        wanted: details.length,
      },
    }),
    separation: 'strict',
    pinned: {
      checklist: { id: 'kamiyo', version: '1.0.0', digest: 'd1' },
      members: MEMBERS,
      targets: { api: [API] },
      declared: {},
      releases: [
        { entityRef: API, version: '2.4.0', commit: 'a'.repeat(40) },
        { entityRef: FRONTEND, version: '2.4.0', commit: 'a'.repeat(40) },
        { entityRef: POSTGRES, version: '17', commit: null },
      ],
    },
    drift: [],
    evaluatedAt: CHECKED_AT,
    enforced: true,
    score,
    critical,
    go,
    noGo,
    blockers,
    path,
    titles,
    roles,
    signOffDetails: details,
    decisionDetails: null,
    withdrawn: null,
    openItems: [],
    toAssign: [],
    launch: null,
    deploySeen: null,
    postLaunch: [],
    rollback: null,
    sinceLastGo: null,
    records: [],
    events: [
      {
        at: '2026-11-20T09:00:00.000Z',
        by: 'user:default/margaret',
        kind: 'review-opened',
        text: 'Opened for api 2.4.0',
      },
    ],
    may: {
      decideGo: no('The verdict is NO-GO: only a GO verdict allows a GO'),
      decideNoGo: YES,
      decideException: YES,
      launch: no('It is not decided yet'),
      cancel: YES,
      reopen: no('It is open'),
      change: YES,
    },
    ...changes,
  };
}

/** A GO with one item open, waiting for the launch. */
export function decidedReview(changes: Partial<ReviewView> = {}): ReviewView {
  const decision = {
    outcome: 'go' as const,
    by: 'user:default/ada',
    at: '2026-11-22T11:00:00.000Z',
  };
  return review({
    state: 'decided',
    verdict: 'go',
    decision,
    decisionDetails: {
      ...decision,
      reason: null,
      verdict: 'go',
      validUntil: '2026-12-06T11:00:00.000Z',
      recordId: 'record-1',
    },
    signOffDetails: signOffs().map(each => ({
      ...each,
      state: 'given',
      statement: 'go',
      reasons: [],
      may: { sign: DECIDED, withdraw: DECIDED },
    })),
    openItems: [
      {
        item: 'documentation.adr',
        title: 'Decisions recorded',
        status: 'fail',
        now: 'fail',
        owner: 'user:default/ada',
        dueAt: '2026-12-15T23:59:59.000Z',
        closedAt: null,
      },
    ],
    records: [
      {
        id: 'record-1',
        kind: 'decision',
        at: '2026-11-22T11:00:00.000Z',
        hash: 'c0ffee'.padEnd(64, '0'),
      },
    ],
    may: {
      decideGo: DECIDED,
      decideNoGo: DECIDED,
      decideException: DECIDED,
      launch: YES,
      cancel: YES,
      reopen: YES,
      change: DECIDED,
    },
    ...changes,
  });
}

export function launchedReview(changes: Partial<ReviewView> = {}): ReviewView {
  const launch = {
    at: '2026-11-22T11:12:00.000Z',
    by: 'user:default/ada',
  };
  return decidedReview({
    state: 'launched',
    launch,
    launchedAt: launch.at,
    postLaunch: postLaunch(),
    rollback: { title: 'Rollback', url: 'https://runbooks.example/rollback' },
    trouble: 1,
    ...changes,
  });
}

export function launchWithoutGo(
  changes: Partial<LaunchWithoutGo> = {},
): LaunchWithoutGo {
  return {
    subjectRef: 'component:default/mailer',
    title: 'Mailer',
    owner: 'group:default/kamiyo-team',
    checklist: { id: 'basics', title: 'Service basics' },
    since: '2026-11-19T08:00:00.000Z',
    baseline: false,
    ...changes,
  };
}
