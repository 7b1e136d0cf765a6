import type {
  FactView,
  GateRow,
  HistoryView,
  ItemView,
  MemberShare,
  RunView,
  ScorecardView,
  Status,
  UnknownGroup,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  AGGREGATOR,
  API,
  CATEGORIES,
  FRONTEND,
  kamiyoItems,
  POSTGRES,
  SYSTEM,
  WATCHER,
} from './kamiyoItems';
import { reportsOf, sourceOf } from '../viewModel/unknownGroups';
import { CHECKED_AT, worst } from './results';

export const MEMBERS = [API, FRONTEND, AGGREGATOR, WATCHER, POSTGRES];

export const ROLES = {
  owner: 'Owner',
  security: 'Security',
  sre: 'SRE',
  dba: 'DBA',
};

export const SOURCES = {
  render: {
    title: 'Render',
    installed: true,
    config:
      'productionReadiness:\n  collectors:\n    render:\n      apiKey: ${RENDER_API_KEY}\n',
  },
  stripe: {
    title: 'Stripe',
    installed: false,
    hint: 'No collector for Stripe is installed in this Backstage',
  },
  sentry: { title: 'Sentry', installed: true },
};

const GO_ROWS: GateRow[] = [
  {
    id: 'G1',
    title: 'Production readiness score ≥ 95%',
    truth: 'false',
    message: '43.5 % now; at most 92.3 % even if all unknowns pass',
    leaves: [
      { kind: 'score', truth: 'false', counted: true, strength: 'derived' },
    ],
  },
  {
    id: 'G2',
    title: 'All critical items completed',
    truth: 'false',
    leaves: [
      {
        kind: 'item',
        truth: 'false',
        counted: true,
        strength: 'derived',
        ref: 'infrastructure.https-enforced',
      },
    ],
  },
  {
    id: 'G3',
    title: 'Load test passed',
    truth: 'unknown',
    leaves: [
      {
        kind: 'report',
        truth: 'unknown',
        counted: true,
        strength: 'report',
        report: 'k6',
        cause: 'waiting-for-report',
        who: 'owner',
        message: 'No report has been pushed yet.',
      },
    ],
  },
  {
    id: 'G4',
    title: 'Runbooks written',
    truth: 'true',
    leaves: [
      {
        kind: 'item',
        truth: 'true',
        counted: true,
        strength: 'derived',
        ref: 'documentation.runbooks',
      },
    ],
  },
];

const NO_GO_ROWS: GateRow[] = [
  {
    id: 'N1',
    title: 'Health checks failing',
    truth: 'false',
    leaves: [
      {
        kind: 'criterion',
        truth: 'false',
        counted: true,
        strength: 'measured',
        ref: 'infrastructure.health-checks/holds',
      },
    ],
  },
  {
    id: 'N2',
    title: 'Known security vulnerabilities',
    truth: 'unknown',
    leaves: [
      {
        kind: 'criterion',
        truth: 'unknown',
        counted: true,
        strength: 'report',
        ref: 'security.dependencies/holds',
        who: 'owner',
      },
    ],
  },
];

export const FACTS: Record<string, FactView> = {
  [`${API}|http.plain`]: {
    entityRef: API,
    fact: 'http.plain',
    collector: 'http',
    evidence: [
      { request: 'GET http://api.kamiyo.ai/', response: '200 OK, 84 ms' },
    ],
    collectedAt: CHECKED_AT,
    expiresAt: '2026-11-22T18:00:00Z',
    stale: false,
  },
  [`${API}|http.home`]: {
    entityRef: API,
    fact: 'http.home',
    collector: 'http',
    evidence: [
      { request: 'GET https://api.kamiyo.ai/', response: '200 OK, 91 ms' },
    ],
    collectedAt: CHECKED_AT,
    expiresAt: '2026-11-22T18:00:00Z',
    stale: true,
    error: { message: 'connect timed out after 10 s', at: CHECKED_AT },
  },
};

/** The launch unit's scorecard; what is given replaces what would be there. */
export function scorecard(changes: Partial<ScorecardView> = {}): ScorecardView {
  const items = changes.items ?? kamiyoItems();
  const applying = items.filter(each => each.status !== 'not-applicable');
  const passing = applying.filter(each => each.status === 'pass').length;
  return {
    entityRef: SYSTEM,
    subjectRef: SYSTEM,
    isSubject: true,
    checklist: {
      id: 'kamiyo',
      version: '1.0.0',
      digest: 'd1',
      title: 'KAMIYO production readiness',
      metadata: { platform: 'Render.com' },
    },
    available: [
      {
        id: 'kamiyo',
        title: 'KAMIYO production readiness',
        subjectRef: SYSTEM,
      },
    ],
    state: 'ready',
    evaluatedAt: CHECKED_AT,
    dueAt: '2026-11-22T13:00:00Z',
    run: null,
    score: {
      completed: passing,
      applicable: applying.length,
      total: items.length,
      waived: items.filter(each => each.status === 'waived').length,
      percent: Math.floor((passing * 1000) / applying.length) / 10,
    },
    level: { id: 'do-not-launch', title: 'DO NOT LAUNCH' },
    verdict: 'no-go',
    enforced: true,
    items,
    categories: CATEGORIES.map(category => ({
      ...category,
      ...countsOf(items.filter(each => each.category === category.id)),
    })),
    critical: criticalRows(items),
    go: GO_ROWS,
    noGo: NO_GO_ROWS,
    blockers: [
      {
        kind: 'critical',
        id: 'C3',
        title: 'HTTPS enforced everywhere',
        message: 'port 80 answers 200, expected 301 to https',
        items: ['infrastructure.https-enforced'],
      },
      {
        kind: 'go',
        id: 'G1',
        title: 'Production readiness score ≥ 95%',
        message: 'even with everything unknown passing it would stay below',
        items: ['security.headers'],
      },
    ],
    unknownBy: groupsOf(items),
    members: MEMBERS.map(entityRef => shareOf(entityRef, items)),
    path: {
      musts: [
        'infrastructure.https-enforced/redirect',
        'infrastructure.api-deployed/holds',
        'payment.stripe-live/holds',
      ],
      anyOf: {
        needed: 9,
        items: items
          .filter(each => each.status === 'fail' || each.status === 'unknown')
          .map(each => each.id)
          .slice(0, 14),
      },
    },
    targets: {
      system: [SYSTEM],
      api: [API],
      frontend: [FRONTEND],
      worker: [AGGREGATOR, WATCHER],
      database: [POSTGRES],
    },
    sources: SOURCES,
    roles: ROLES,
    warnings: ['Infrastructure declares 15 items and lists 14'],
    facts: FACTS,
    ...changes,
  };
}

/** As the backend groups what is unknown: by cause, by who ends it, and by source. */
export function groupsOf(items: ItemView[]): UnknownGroup[] {
  const groups = new Map<string, UnknownGroup>();
  for (const item of items) {
    for (const result of item.criteria.flatMap(each => each.entities)) {
      const { status, cause, who } = result;
      if (status !== 'unknown' || !cause || !who) continue;
      const source = sourceOf(result) ?? reportsOf(result)[0];
      const key = [cause, who, source].join('|');
      const group = groups.get(key) ?? {
        cause,
        who,
        ...(source && { source }),
        items: [],
        count: 0,
      };
      if (!group.items.includes(item.id)) group.items.push(item.id);
      group.count += 1;
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/** kamiyo-api's page: its share of the launch unit's scorecard. */
export function memberScorecard(
  changes: Partial<ScorecardView> = {},
): ScorecardView {
  const whole = scorecard();
  return {
    ...whole,
    entityRef: API,
    isSubject: false,
    holdsBack: 'yes',
    share: whole.members.find(each => each.entityRef === API),
    ...changes,
  };
}

function countsOf(items: ItemView[]) {
  const count = (status: Status) =>
    items.filter(each => each.status === status).length;
  return {
    passed: count('pass'),
    failed: count('fail'),
    unknown: count('unknown'),
    applicable: items.length - count('not-applicable'),
  };
}

function shareOf(entityRef: string, items: ItemView[]): MemberShare {
  const own: Record<string, Status> = {};
  for (const item of items) {
    const statuses = item.criteria.flatMap(each =>
      each.entities
        .filter(result => result.entityRef === entityRef)
        .map(result => result.status),
    );
    if (statuses.length) own[item.id] = worst(statuses);
  }
  const statuses = Object.values(own);
  const failing = statuses.includes('fail');
  return {
    entityRef,
    targets: [],
    holdsBack: failing ? 'yes' : 'unknown',
    through: failing ? ['C3', 'G2'] : ['C1'],
    items: own,
    passed: statuses.filter(each => each === 'pass').length,
    applicable: statuses.filter(each => each !== 'not-applicable').length,
  };
}

function criticalRows(items: ItemView[]): GateRow[] {
  const truths = {
    pass: 'true',
    fail: 'false',
    waived: 'false',
    unknown: 'unknown',
    'not-applicable': 'not-applicable',
  } as const;
  return items
    .filter(each => each.critical)
    .map((each, index) => ({
      id: `C${index + 1}`,
      title: each.title,
      group: ['infrastructure', 'database'].includes(each.category)
        ? 'Infrastructure'
        : 'Security & payments',
      truth: truths[each.rawStatus],
      message: each.criteria[0].entities[0].message,
      leaves: [
        {
          kind: 'item',
          truth: truths[each.rawStatus],
          counted: true,
          strength: 'derived',
          ref: each.id,
          cause: each.criteria[0].entities[0].cause,
          who: each.criteria[0].entities[0].who,
        },
      ],
    }));
}

export function history(changes: Partial<HistoryView> = {}): HistoryView {
  return {
    points: Array.from({ length: 30 }, (_, index) => ({
      day: new Date(Date.UTC(2026, 9, 24 + index)).toISOString().slice(0, 10),
      completed: 8 + Math.floor(index / 3),
      applicable: 39,
      verdict: 'no-go' as const,
      levelId: 'do-not-launch',
    })),
    transitions: [
      {
        at: '2026-11-20T09:00:00Z',
        item: 'infrastructure.https-enforced',
        title: 'HTTPS enforced',
        from: 'pass',
        to: 'fail',
        entityRef: API,
      },
    ],
    nextCursor: null,
    ...changes,
  };
}

export function run(changes: Partial<RunView> = {}): RunView {
  return {
    id: 'run-1',
    subjectRef: SYSTEM,
    checklistId: 'kamiyo',
    state: 'running',
    reason: 'asked',
    requestedAt: CHECKED_AT,
    startedAt: CHECKED_AT,
    finishedAt: null,
    progress: { done: 3, total: 12 },
    problems: [],
    ...changes,
  };
}
