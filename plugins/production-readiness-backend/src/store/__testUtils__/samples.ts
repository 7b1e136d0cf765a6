import type {
  ItemResult,
  ScorecardDocument,
  Status,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  EntityColumns,
  MemberRow,
  ProjectionWrite,
  ScorecardPlaceholder,
  StoredFact,
  SubjectKey,
} from '../types';

/** A fixed beginning of time for tests. */
export const START = new Date('2026-03-01T10:00:00.000Z');

export function later(ms: number, from: Date = START): Date {
  return new Date(from.getTime() + ms);
}

export const SUBJECT: SubjectKey = {
  subjectRef: 'system:default/kamiyo',
  checklistId: 'kamiyo',
};

export function entityColumns(
  overrides: Partial<EntityColumns> = {},
): EntityColumns {
  return {
    entityRef: 'system:default/kamiyo',
    kind: 'system',
    namespace: 'default',
    name: 'kamiyo',
    title: 'KAMIYO',
    type: null,
    lifecycle: null,
    owner: 'group:default/kamiyo-team',
    system: 'system:default/kamiyo',
    ...overrides,
  };
}

export const PLACEHOLDER: ScorecardPlaceholder = {
  digest: 'digest-1',
  version: '1.0.0',
  items: 3,
  hasGate: true,
  enforced: true,
};

export function memberRow(overrides: Partial<MemberRow> = {}): MemberRow {
  return {
    ...SUBJECT,
    ...entityColumns(),
    isSubject: true,
    catalogKind: 'System',
    targets: ['system'],
    annotations: {},
    requests: {},
    sources: {},
    etag: 'etag-1',
    ...overrides,
  };
}

export function storedFact(overrides: Partial<StoredFact> = {}): StoredFact {
  return {
    entityRef: 'component:default/kamiyo-api',
    fact: 'http.health',
    collector: 'http',
    request: 'request-1',
    value: { status: 200 },
    evidence: [],
    collectedAt: START.toISOString(),
    refreshAfter: later(300_000).toISOString(),
    expiresAt: later(900_000).toISOString(),
    hash: 'hash-1',
    failingSince: null,
    ...overrides,
  };
}

function itemResult(id: string, status: Status): ItemResult {
  return {
    id,
    title: `Title of ${id}`,
    category: id.split('.')[0],
    section: 'Section',
    critical: false,
    role: 'owner',
    status,
    rawStatus: status,
    criteria: [],
  };
}

export function scorecardDocument(
  options: {
    subjectRef?: string;
    statuses?: Record<string, Status>;
    verdict?: Verdict | null;
    members?: ScorecardDocument['members'];
  } = {},
): ScorecardDocument {
  const statuses = options.statuses ?? {
    'infra.a': 'pass',
    'infra.b': 'fail',
    'security.c': 'unknown',
  };
  const items = Object.entries(statuses).map(([id, status]) =>
    itemResult(id, status),
  );
  const count = (status: Status) =>
    items.filter(item => item.status === status).length;
  const applicable = items.length - count('not-applicable');
  return {
    subjectRef: options.subjectRef ?? SUBJECT.subjectRef,
    checklist: {
      id: 'kamiyo',
      version: '1.0.0',
      digest: 'digest-1',
      title: 'KAMIYO',
    },
    score: {
      completed: count('pass'),
      applicable,
      total: items.length,
      waived: count('waived'),
      percent: applicable === 0 ? null : (100 * count('pass')) / applicable,
    },
    level: { id: 'do-not-launch', title: 'DO NOT LAUNCH' },
    verdict: options.verdict === undefined ? 'no-go' : options.verdict,
    enforced: true,
    items,
    critical: [],
    go: [],
    noGo: [],
    blockers: [
      {
        kind: 'no-go',
        id: 'N4',
        title: 'Health checks failing',
        message: 'It holds',
        items: ['infra.b'],
      },
    ],
    unknownBy: [],
    members: options.members ?? [],
    path: { musts: [], anyOf: { needed: 0, items: [] } },
    targets: {},
    warnings: [],
  };
}

export function projectionWrite(
  overrides: Partial<ProjectionWrite> = {},
): ProjectionWrite {
  return {
    ...SUBJECT,
    revision: 1,
    claimedBy: 'worker-1',
    digest: 'digest-1',
    version: '1.0.0',
    document: scorecardDocument(),
    categories: [
      { id: 'infra', title: 'Infrastructure' },
      { id: 'security', title: 'Security' },
    ],
    entity: entityColumns(),
    inputHash: 'input-1',
    conditions: [],
    validUntil: null,
    dueAt: later(300_000).toISOString(),
    now: START,
    ...overrides,
  };
}
