import type {
  EntityResult,
  FactRecord,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { TreeSource } from '../checklist/schema';
import {
  API,
  API2,
  DAY,
  days,
  entity,
  fact,
  failing,
  inputOf,
  judgeCriterion,
  miss,
  NOW,
  silent,
  statement,
  waiver,
  WEB,
  WORKER,
} from '../testing/fixtures';
import { judgeRow } from '../testing/criterionRows';
import type { CriterionRow } from '../testing/criterionRows';
import { digestOf } from '../checklist/digest';
import type { WrittenCriterion, Written } from '../testing/fixtures';
import { evaluate } from './evaluate';
import type { EvaluateInput } from './input';

const OK = fact('http.health', { ok: true, status: 200 });
const BAD = fact('http.health', { ok: false, status: 500 });
const CHECK: TreeSource = { check: 'http.health.ok' };
const RENDER: TreeSource = { check: 'render.service.ok' };
const ATTEST: TreeSource = { attest: { role: 'owner' } };
const K6: TreeSource = { report: { type: 'k6' } };
const MET = statement('i/c', 'met');
const NOT_MET = statement('i/c', 'not-met');
const K6_OFF = { source: 'report:k6', message: 'no one pushes it' };
const RENDER_OFF = { source: 'render', message: '' };
const HTTP_OFF = { source: 'http', message: '' };

const onApi = (name: string, ok: boolean, holder = API) =>
  fact(name, { ok }, { entityRef: holder.ref });

/** What is asked of members is logic too, of each member on its own (3.2). */
const INSIDE_MEMBERS: CriterionRow[] = [
  {
    name: 'false beside what is missing of the same member is false',
    check: 'members.api.all(m, m.http.home.ok && m.http.health.ok)',
    facts: [onApi('http.health', false)],
    status: 'fail' as const,
  },
  {
    name: 'true beside what is missing of the same member is true',
    check: 'members.api.all(m, m.http.home.ok || m.http.health.ok)',
    facts: [onApi('http.health', true), onApi('http.home', true, API2)],
    status: 'pass' as const,
  },
  {
    name: 'what is not asked of a member may be missing of it',
    check: "members.api.all(m, m.entity.name != 'api' || m.http.health.ok)",
    facts: [onApi('http.health', true)],
    status: 'pass' as const,
  },
  {
    name: 'not all is some: one that is false is enough',
    check: '!members.api.all(m, m.http.health.ok)',
    facts: [onApi('http.health', false, API2)],
    status: 'pass' as const,
  },
  {
    name: 'a !missing of a member is unknown',
    check: 'members.api.exists(m, !m.http.health.ok)',
    facts: [onApi('http.health', true)],
    status: 'unknown' as const,
  },
  {
    name: 'a ?: whose condition is missing of a member is unknown',
    check: 'members.api.all(m, m.http.health.ok ? true : true)',
    facts: [onApi('http.health', true)],
    status: 'unknown' as const,
  },
  {
    name: 'members are asked of members',
    check:
      'members.api.all(m, members.api.exists(n, n.http.health.ok && m.http.home.ok))',
    facts: [
      onApi('http.health', true),
      onApi('http.home', true),
      onApi('http.home', true, API2),
    ],
    status: 'pass' as const,
  },
  {
    name: 'an inner name hides an outer one, and no longer than it is bound',
    check:
      'members.api.all(m, members.api.exists(m, m.http.health.ok) && m.http.home.ok)',
    facts: [
      onApi('http.health', true, API2),
      onApi('http.home', false),
      onApi('http.home', true, API2),
    ],
    status: 'fail' as const,
  },
  {
    name: "a member's list is walked as any other, beside facts of the entity",
    check:
      'members.api.exists(m, m.http.home.ok && [1, 2].exists(x, http.home.n == x))',
    facts: [fact('http.home', { n: 2 }), onApi('http.home', true, API2)],
    status: 'pass' as const,
  },
  {
    name: 'a fact of the entity is missing for every member',
    check: 'members.api.exists(m, m.http.health.ok && http.home.ok)',
    facts: [onApi('http.health', true), onApi('http.health', true, API2)],
    status: 'unknown' as const,
  },
].map(({ name, check, facts, status }) => ({
  rule: '3.2',
  name: `over members: ${name}`,
  criterion: { check },
  given: { members: [API2, API], facts },
  expect: { status },
}));

const CRITERIA: CriterionRow[] = [
  // 2. Facts
  {
    rule: '2.1',
    name: 'a present fact is read',
    criterion: CHECK,
    given: { facts: [OK] },
    expect: { status: 'pass', strength: 'measured' },
  },
  {
    rule: '2.1',
    name: 'an absent field is null, never a missing key',
    criterion: { check: "http.home.headers['x-a'] != null" },
    given: { facts: [fact('http.home', { headers: { 'x-a': null } })] },
    expect: { status: 'fail' },
  },
  {
    rule: '2.2',
    name: 'a failed fetch keeps the last fact',
    criterion: CHECK,
    given: { facts: [{ ...OK, error: { message: 'boom', at: days(0) } }] },
    expect: { status: 'pass' },
  },
  {
    rule: '2.2',
    name: 'an expired fact is missing',
    criterion: CHECK,
    given: { facts: [{ ...OK, expiresAt: days(0) }] },
    expect: { status: 'unknown', cause: 'expired', who: 'platform-team' },
  },
  {
    rule: '2.2',
    name: 'a fact whose date cannot be read is missing',
    criterion: CHECK,
    given: { facts: [{ ...OK, expiresAt: 'soon' }] },
    expect: { status: 'unknown', cause: 'expired' },
  },
  {
    rule: '2.3',
    name: 'what does not answer is a fact, and fails',
    criterion: { check: 'http.health.reachable' },
    given: { facts: [fact('http.health', { reachable: false })] },
    expect: { status: 'fail' },
  },
  {
    rule: '2.4',
    name: 'a miss is unknown with its cause',
    criterion: CHECK,
    given: { facts: [miss('http.health', 'waiting-for-traffic')] },
    expect: {
      status: 'unknown',
      cause: 'waiting-for-traffic',
      who: 'owner',
      collector: 'http',
    },
  },
  {
    rule: '2.4',
    name: 'a miss that has expired lets nobody speak',
    criterion: { anyOf: [CHECK, ATTEST] },
    given: {
      facts: [
        miss('http.health', 'waiting-for-traffic', { expiresAt: days(0) }),
      ],
      attestations: [MET],
    },
    expect: { status: 'unknown', cause: 'expired' },
  },
  {
    rule: '2.5',
    name: 'of two records the newest counts, whatever it says',
    criterion: CHECK,
    given: { facts: [{ ...BAD, collectedAt: days(0) }, OK] },
    expect: { status: 'fail' },
  },
  {
    rule: '2.5',
    name: 'a newer statement replaces the older one',
    criterion: ATTEST,
    given: {
      attestations: [
        { ...NOT_MET, at: days(-1) },
        { ...MET, at: days(-2) },
      ],
    },
    expect: { status: 'fail' },
  },

  // 3. Expressions
  {
    rule: '3.1',
    name: 'whole numbers compare with doubles',
    criterion: {
      check:
        'http.health.status == 200 && size(http.health.list) >= 2 && http.health.n * 2 + 1 > param.limit - 4',
    },
    given: {
      facts: [fact('http.health', { status: 200, list: [1, 2], n: 2.6 })],
    },
    expect: { status: 'pass' },
  },
  {
    rule: '3.2',
    name: 'missing && false is false',
    criterion: { check: 'http.home.ok && http.health.ok' },
    given: { facts: [BAD] },
    expect: { status: 'fail' },
  },
  {
    rule: '3.2',
    name: 'missing || true is true',
    criterion: { check: 'http.home.ok || http.health.ok' },
    given: { facts: [OK] },
    expect: { status: 'pass' },
  },
  {
    rule: '3.2',
    name: 'missing && true is unknown',
    criterion: { check: 'http.home.ok && http.health.ok' },
    given: { facts: [OK] },
    expect: { status: 'unknown', cause: 'never-run', who: 'platform-team' },
  },
  {
    rule: '3.2',
    name: '!missing is unknown',
    criterion: { check: '!http.health.ok' },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '3.2',
    name: 'a ?: whose condition is missing is unknown',
    criterion: { check: 'http.health.ok ? true : true' },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '3.2',
    name: 'any other error is unknown',
    criterion: { check: 'http.health.nothing.there == 1' },
    given: { facts: [OK] },
    expect: { status: 'unknown', cause: 'check-error', who: 'platform-team' },
  },
  {
    rule: '3.2',
    name: 'what is neither true nor false is unknown',
    criterion: { check: 'http.health.status' },
    given: { facts: [OK] },
    expect: { status: 'unknown', cause: 'check-error' },
  },
  ...overMembers('all', ['true', 'true'], 'pass'),
  ...overMembers('all', ['true', 'false'], 'fail'),
  ...overMembers('all', ['false', 'false'], 'fail'),
  ...overMembers('all', ['true', 'unknown'], 'unknown'),
  ...overMembers('all', ['false', 'unknown'], 'fail'),
  ...overMembers('all', ['unknown', 'unknown'], 'unknown'),
  ...overMembers('exists', ['true', 'true'], 'pass'),
  ...overMembers('exists', ['true', 'false'], 'pass'),
  ...overMembers('exists', ['false', 'false'], 'fail'),
  ...overMembers('exists', ['true', 'unknown'], 'pass'),
  ...overMembers('exists', ['false', 'unknown'], 'unknown'),
  ...overMembers('exists', ['unknown', 'unknown'], 'unknown'),
  ...INSIDE_MEMBERS,
  {
    rule: '3.4',
    name: 'a list beyond the bound is unknown',
    criterion: { check: 'http.health.list.all(x, x > 0)' },
    given: {
      facts: [fact('http.health', { list: new Array(5001).fill(1) })],
    },
    expect: { status: 'unknown', cause: 'check-error' },
  },
  {
    rule: '3.5',
    name: 'age is measured by the clock that is passed in',
    criterion: { check: 'age(http.health.at) >= days(7)' },
    given: { facts: [fact('http.health', { at: days(-7) })] },
    expect: { status: 'pass' },
  },

  // 4.1 One tree, Kleene throughout
  ...combination('allOf', 'true', 'unknown', 'unknown'),
  ...combination('allOf', 'false', 'unknown', 'fail'),
  ...combination('allOf', 'true', 'true', 'pass'),
  ...combination('anyOf', 'true', 'unknown', 'pass'),
  ...combination('anyOf', 'false', 'unknown', 'unknown'),
  ...combination('anyOf', 'false', 'false', 'fail'),
  {
    rule: '4.1',
    name: 'atLeast: enough are known',
    criterion: { atLeast: { count: 1, of: [CHECK, RENDER] } },
    given: { facts: [OK] },
    expect: { status: 'pass' },
  },
  {
    rule: '4.1',
    name: 'atLeast: enough are possible',
    criterion: { atLeast: { count: 2, of: [CHECK, RENDER] } },
    given: { facts: [OK] },
    expect: { status: 'unknown' },
  },
  {
    rule: '4.1',
    name: 'atLeast: too few are possible',
    criterion: { atLeast: { count: 2, of: [CHECK, RENDER] } },
    given: { facts: [BAD] },
    expect: { status: 'fail' },
  },
  {
    rule: '4.1',
    name: 'an alternative that is not connected drops out: the other fails it',
    criterion: { anyOf: [RENDER, CHECK] },
    given: { facts: [BAD], notConnected: [RENDER_OFF] },
    expect: { status: 'fail' },
  },
  {
    rule: '4.1',
    name: 'if all alternatives drop out it is unknown',
    criterion: { anyOf: [RENDER, CHECK] },
    given: { notConnected: [RENDER_OFF, HTTP_OFF] },
    expect: { status: 'unknown', cause: 'not-connected', who: 'platform-team' },
  },
  {
    rule: '4.1',
    name: "a person's word counts where nothing is connected",
    criterion: { anyOf: [RENDER, ATTEST] },
    given: { notConnected: [RENDER_OFF], attestations: [MET] },
    expect: { status: 'pass', strength: 'attested' },
  },
  {
    rule: '4.1',
    name: 'a negative word, too',
    criterion: { anyOf: [RENDER, ATTEST] },
    given: { notConnected: [RENDER_OFF], attestations: [NOT_MET] },
    expect: { status: 'fail' },
  },
  ...(
    ['waiting-for-traffic', 'waiting-for-time', 'waiting-for-person'] as const
  ).map(
    (cause): CriterionRow => ({
      rule: '4.1',
      name: `a person's word counts while a machine is ${cause}`,
      criterion: { anyOf: [CHECK, ATTEST] },
      given: { facts: [miss('http.health', cause)], attestations: [MET] },
      expect: { status: 'pass', strength: 'attested' },
    }),
  ),
  {
    rule: '4.1',
    name: 'nobody outvotes a measurement',
    criterion: { anyOf: [CHECK, ATTEST] },
    given: { facts: [BAD], attestations: [MET] },
    expect: { status: 'fail' },
  },
  {
    rule: '4.1',
    name: 'nobody spoils a measurement',
    criterion: { anyOf: [CHECK, ATTEST] },
    given: { facts: [OK], attestations: [NOT_MET] },
    expect: { status: 'pass', strength: 'measured' },
  },
  {
    rule: '4.1',
    name: 'a measurement fails it without asking a person',
    criterion: { anyOf: [CHECK, ATTEST] },
    given: { facts: [BAD] },
    expect: { status: 'fail' },
  },
  {
    rule: '4.1',
    name: 'lost evidence does not let a person speak: never run',
    criterion: { anyOf: [CHECK, ATTEST] },
    given: { attestations: [MET] },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.1',
    name: 'lost evidence does not let a person speak: expired',
    criterion: { anyOf: [CHECK, ATTEST] },
    given: {
      facts: [{ ...OK, expiresAt: days(-1) }],
      attestations: [MET],
    },
    expect: { status: 'unknown', cause: 'expired' },
  },
  {
    rule: '4.1',
    name: 'lost evidence does not let a person speak: failing',
    criterion: { anyOf: [CHECK, ATTEST] },
    given: { facts: [failing('http.health')], attestations: [MET] },
    expect: { status: 'unknown', cause: 'collector-failing' },
  },
  {
    rule: '4.1',
    name: 'one lost measurement among waiting ones is enough to keep them silent',
    criterion: { anyOf: [CHECK, { check: 'metrics.p95.ok' }, ATTEST] },
    given: {
      facts: [miss('metrics.p95', 'waiting-for-traffic')],
      attestations: [MET],
    },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.1',
    name: 'what stands in until there is traffic counts while there is none',
    criterion: {
      anyOf: [{ check: 'metrics.p95.ok' }, { ...K6, untilTraffic: true }],
    },
    given: {
      facts: [
        miss('metrics.p95', 'waiting-for-traffic'),
        fact('report.k6', { ok: true, producedAt: days(-1) }),
      ],
    },
    expect: { status: 'pass', strength: 'report' },
  },
  {
    rule: '4.1',
    name: 'what stands in until there is traffic does not outvote it',
    criterion: {
      anyOf: [{ check: 'metrics.p95.ok' }, { ...K6, untilTraffic: true }],
    },
    given: {
      facts: [
        fact('metrics.p95', { ok: false }),
        fact('report.k6', { ok: true, producedAt: days(-1) }),
      ],
    },
    expect: { status: 'fail' },
  },
  {
    rule: '4.1',
    name: 'a report is a machine: a person does not stand in for it',
    criterion: { anyOf: [K6, ATTEST] },
    given: { attestations: [MET] },
    expect: { status: 'unknown', cause: 'waiting-for-report', who: 'owner' },
  },
  {
    rule: '4.1',
    name: 'a composed alternative whose machine is not connected drops out',
    criterion: { anyOf: [{ allOf: [RENDER, CHECK] }, ATTEST] },
    given: { facts: [OK], notConnected: [RENDER_OFF], attestations: [MET] },
    expect: { status: 'pass', strength: 'attested' },
  },
  {
    rule: '4.1',
    name: 'a statement that is awaited does not let another one stand in',
    criterion: {
      anyOf: [{ allOf: [CHECK, { attest: { role: 'security' } }] }, ATTEST],
    },
    given: { facts: [OK], attestations: [MET] },
    expect: { status: 'unknown', cause: 'waiting-for-person', who: 'security' },
  },
  {
    rule: '4.1',
    name: 'a composed alternative that lost its other machine does not',
    criterion: { anyOf: [{ allOf: [RENDER, CHECK] }, ATTEST] },
    given: { notConnected: [RENDER_OFF], attestations: [MET] },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.1',
    name: 'a composed alternative that is known false stays',
    criterion: { anyOf: [{ allOf: [RENDER, CHECK] }, ATTEST] },
    given: { facts: [BAD], notConnected: [RENDER_OFF], attestations: [MET] },
    expect: { status: 'fail' },
  },

  // 4.2 Substitutes
  {
    rule: '4.2',
    name: 'the first stands while it is configured: without data it is unknown',
    criterion: { substitute: [RENDER, CHECK] },
    given: { facts: [OK] },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.2',
    name: 'a failure of the first stands',
    criterion: { substitute: [RENDER, CHECK] },
    given: { facts: [OK, fact('render.service', { ok: false })] },
    expect: { status: 'fail' },
  },
  {
    rule: '4.2',
    name: 'the second counts where the first is not configured',
    criterion: { substitute: [RENDER, CHECK] },
    given: { facts: [OK], notConnected: [RENDER_OFF] },
    expect: { status: 'pass' },
  },
  {
    rule: '4.2',
    name: 'configuration is per entity',
    criterion: { substitute: [RENDER, CHECK] },
    given: {
      facts: [OK],
      notConnected: [{ ...RENDER_OFF, entityRef: API.ref }],
    },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.2',
    name: 'for a report: nobody is declared to push it',
    criterion: { substitute: [K6, ATTEST] },
    given: {
      attestations: [MET],
      notConnected: [K6_OFF],
    },
    expect: { status: 'pass', strength: 'attested' },
  },
  {
    rule: '4.2',
    name: 'if none is configured it is unknown',
    criterion: { substitute: [RENDER, CHECK] },
    given: { notConnected: [RENDER_OFF, HTTP_OFF] },
    expect: { status: 'unknown', cause: 'not-connected' },
  },

  // 4.3 Conditions
  {
    rule: '4.3',
    name: 'known true: it applies',
    criterion: { ...CHECK, when: 'http.home.used' },
    given: { facts: [BAD, fact('http.home', { used: true })] },
    expect: { status: 'fail' },
  },
  {
    rule: '4.3',
    name: 'known false: it does not apply',
    criterion: { ...CHECK, when: 'http.home.used' },
    given: { facts: [BAD, fact('http.home', { used: false })] },
    expect: { status: 'not-applicable' },
  },
  {
    rule: '4.3',
    name: 'unknown: applicable and unknown, though the check fails',
    criterion: { ...CHECK, when: 'http.home.used' },
    given: { facts: [BAD] },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.3',
    name: 'unknown: applicable and unknown, though the check passes',
    criterion: { ...CHECK, when: 'http.home.used' },
    given: { facts: [OK] },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.3',
    name: "'not in use' settles an unknown condition",
    criterion: { ...CHECK, when: 'http.home.used' },
    given: { attestations: [statement('i/c', 'not-in-use')] },
    expect: { status: 'not-applicable' },
  },
  {
    rule: '4.3',
    name: "'not in use' may be said of the item",
    criterion: { ...CHECK, when: 'http.home.used' },
    given: { attestations: [statement('i', 'not-in-use')] },
    expect: { status: 'not-applicable' },
  },
  {
    rule: '4.3',
    name: "'not in use' expires",
    criterion: { ...CHECK, when: 'http.home.used' },
    given: {
      attestations: [statement('i/c', 'not-in-use', { expiresAt: days(0) })],
    },
    expect: { status: 'unknown' },
  },
  {
    rule: '4.3',
    name: "'not in use' never settles one known true",
    criterion: { ...CHECK, when: 'http.home.used' },
    given: {
      facts: [BAD, fact('http.home', { used: true })],
      attestations: [statement('i/c', 'not-in-use')],
    },
    expect: { status: 'fail' },
  },
  {
    rule: '4.3',
    name: 'once known true it stays so',
    criterion: { ...CHECK, when: 'http.home.used' },
    given: {
      facts: [BAD],
      conditions: [`i/c|${WEB.ref}`],
      attestations: [statement('i/c', 'not-in-use')],
    },
    expect: { status: 'fail' },
  },
  {
    rule: '4.3',
    name: 'until known false',
    criterion: { ...CHECK, when: 'http.home.used' },
    given: {
      facts: [BAD, fact('http.home', { used: false })],
      conditions: [`i/c|${WEB.ref}`],
    },
    expect: { status: 'not-applicable' },
  },

  // 4.5 Strength, documents
  {
    rule: '4.5',
    name: 'the leaf that counted lends its strength',
    criterion: { anyOf: [CHECK, ATTEST], strength: 'structure' },
    given: { facts: [OK] },
    expect: { status: 'pass', strength: 'structure' },
  },
  {
    rule: '4.5',
    name: 'of several that are needed, the weakest',
    criterion: { allOf: [CHECK, ATTEST] },
    given: { facts: [OK], attestations: [MET] },
    expect: { status: 'pass', strength: 'attested' },
  },
  ...documents(),
  ...attestations(),
  ...reports(),

  // 4.6 Causes
  {
    rule: '4.6',
    name: 'not connected: the platform team',
    criterion: RENDER,
    given: { notConnected: [{ source: 'render', message: 'no API key' }] },
    expect: {
      status: 'unknown',
      cause: 'not-connected',
      who: 'platform-team',
      collector: 'render',
      message: 'Render: not configured (no API key)',
    },
  },
  {
    rule: '4.6',
    name: 'collector failing: the platform team',
    criterion: CHECK,
    given: { facts: [failing('http.health')] },
    expect: {
      status: 'unknown',
      cause: 'collector-failing',
      who: 'platform-team',
      message: 'http.health: boom',
    },
  },
  ...(
    [
      ['never read', silent('http.health')],
      [
        'read once, and too long ago',
        silent('http.health', { ...OK, expiresAt: days(-1) }),
      ],
    ] as const
  ).map(
    ([name, record]): CriterionRow => ({
      rule: '4.6',
      name: `silent: the owner, and nobody outvotes it; ${name}`,
      criterion: { anyOf: [CHECK, ATTEST] },
      given: { facts: [record], attestations: [MET] },
      expect: {
        status: 'unknown',
        cause: 'silent',
        who: 'owner',
        message: 'api.example refuses the connection',
      },
    }),
  ),
  {
    rule: '4.6',
    name: 'waiting for a person: the role',
    criterion: { attest: { role: 'security' } },
    expect: {
      status: 'unknown',
      cause: 'waiting-for-person',
      who: 'security',
    },
  },
  {
    rule: '4.6',
    name: 'a document that waits for a person: the role of the criterion',
    criterion: { check: 'doc.incident.found', role: 'security' },
    given: { facts: [miss('doc.incident', 'waiting-for-person')] },
    expect: { status: 'unknown', cause: 'waiting-for-person', who: 'security' },
  },
  {
    rule: '4.6',
    name: 'waiting for a report: the owner',
    criterion: K6,
    expect: {
      status: 'unknown',
      cause: 'waiting-for-report',
      who: 'owner',
      collector: 'report:k6',
    },
  },
  {
    rule: '4.6',
    name: 'a report that nobody is declared to push: the owner',
    criterion: K6,
    given: { notConnected: [K6_OFF] },
    expect: {
      status: 'unknown',
      cause: 'waiting-for-report',
      who: 'owner',
      collector: 'report:k6',
      message: "waits for a report from the owner's CI: k6 summary",
    },
  },
  {
    rule: '4.6',
    name: 'a check that reads such a report: the owner',
    criterion: { check: 'report.k6.ok' },
    given: { notConnected: [K6_OFF] },
    expect: { status: 'unknown', cause: 'waiting-for-report', who: 'owner' },
  },
  {
    rule: '4.1',
    name: 'a report that nobody is declared to push drops out',
    criterion: { anyOf: [K6, CHECK] },
    given: { facts: [OK], notConnected: [K6_OFF] },
    expect: { status: 'pass', strength: 'measured' },
  },
  {
    rule: '4.1',
    name: 'a person counts beside a report that nobody is declared to push',
    criterion: { anyOf: [K6, ATTEST] },
    given: { attestations: [MET], notConnected: [K6_OFF] },
    expect: { status: 'pass', strength: 'attested' },
  },
  {
    rule: '4.1',
    name: 'and waits for the person until then',
    criterion: { anyOf: [K6, ATTEST] },
    given: { notConnected: [K6_OFF] },
    expect: { status: 'unknown', cause: 'waiting-for-person' },
  },
  {
    rule: '4.1',
    name: 'a person does not speak for a report that is declared and late',
    criterion: {
      anyOf: [{ allOf: [K6, { report: { type: 'npm-audit' } }] }, ATTEST],
    },
    given: { attestations: [MET], notConnected: [K6_OFF] },
    expect: {
      status: 'unknown',
      cause: 'waiting-for-report',
      collector: 'report:npm-audit',
    },
  },
  {
    rule: '4.6',
    name: 'not declared: the owner',
    criterion: CHECK,
    given: { facts: [miss('http.health', 'not-declared')] },
    expect: { status: 'unknown', cause: 'not-declared', who: 'owner' },
  },
];

function combination(
  kind: 'allOf' | 'anyOf',
  first: 'true' | 'false',
  second: 'true' | 'false' | 'unknown',
  status: EntityResult['status'],
): CriterionRow[] {
  const facts = [first === 'true' ? OK : BAD];
  if (second !== 'unknown') {
    facts.push(fact('render.service', { ok: second === 'true' }));
  }
  return [CHECK, RENDER].map((_, index, pair) => ({
    rule: '4.1',
    name: `${kind}(${first}, ${second}), ${
      index ? 'turned round' : 'as written'
    }`,
    criterion: { [kind]: index ? [...pair].reverse() : pair },
    given: { facts },
    expect: { status },
  }));
}

/** A quantifier over two members, each of which may be the one. */
function overMembers(
  quantifier: 'all' | 'exists',
  members: readonly ('true' | 'false' | 'unknown')[],
  status: EntityResult['status'],
): CriterionRow[] {
  return [
    [API, API2],
    [API2, API],
  ].map((holders, index) => ({
    rule: '3.2',
    name: `${quantifier}(${members.join(', ')}), ${
      index ? 'turned round' : 'as written'
    }`,
    criterion: { check: `members.api.${quantifier}(m, m.http.health.ok)` },
    given: {
      members: [API, API2],
      facts: members.flatMap((truth, at) =>
        truth === 'unknown'
          ? []
          : [onApi('http.health', truth === 'true', holders[at])],
      ),
    },
    expect: { status, ...(status === 'unknown' && { cause: 'never-run' }) },
  }));
}

function documents(): CriterionRow[] {
  const criterion = {
    anyOf: [
      { check: 'doc.incident.found' },
      { attest: { role: 'security', document: 'incident' } },
    ],
  };
  const notFound = miss('doc.incident', 'waiting-for-person');
  const vouched = (hash?: string) =>
    statement('document:incident', 'met', {
      role: 'security',
      ...(hash && { boundTo: { fact: 'doc.incident', hash } }),
    });
  const only = { attest: { role: 'security', document: 'incident' } };
  const found = fact('doc.incident', { found: true, hash: 'abc' });
  return [
    {
      rule: '4.5',
      name: 'a document that is not found is unknown, not fail',
      criterion,
      given: { facts: [notFound] },
      expect: { status: 'unknown', cause: 'waiting-for-person' },
    },
    {
      rule: '4.5',
      name: 'a declared document that is gone fails',
      criterion,
      given: {
        facts: [fact('doc.incident', { found: false })],
        attestations: [vouched()],
      },
      expect: { status: 'fail' },
    },
    {
      rule: '4.5',
      name: 'one statement vouches for the document',
      criterion,
      given: { facts: [notFound], attestations: [vouched()] },
      expect: { status: 'pass', strength: 'attested' },
    },
    {
      rule: '4.5',
      name: 'a bound statement counts while the document is the same',
      criterion: only,
      given: { facts: [found], attestations: [vouched('abc')] },
      expect: { status: 'pass' },
    },
    {
      rule: '4.5',
      name: 'a bound statement lapses when the document changes',
      criterion: only,
      given: { facts: [found], attestations: [vouched('old')] },
      expect: { status: 'unknown', cause: 'waiting-for-person' },
    },
    {
      rule: '4.5',
      name: 'a bound statement lapses when the document cannot be read any more',
      criterion: only,
      given: { attestations: [vouched('abc')] },
      expect: { status: 'unknown', cause: 'waiting-for-person' },
    },
  ];
}

function attestations(): CriterionRow[] {
  const bound = { attest: { role: 'owner', boundTo: 'http.health.status' } };
  const whole = { attest: { role: 'owner', boundTo: 'http.health' } };
  const boundTo = (hash: string) => ({
    ...MET,
    boundTo: { fact: 'http.health', hash },
  });
  return [
    {
      rule: '4.5',
      name: 'a statement of another role does not count',
      criterion: { attest: { role: 'security' } },
      given: { attestations: [MET] },
      expect: { status: 'unknown', who: 'security' },
    },
    {
      rule: '4.5',
      name: 'a statement about another entity does not count',
      criterion: ATTEST,
      given: { attestations: [{ ...MET, entityRef: API.ref }] },
      expect: { status: 'unknown' },
    },
    {
      rule: '4.6',
      name: 'an expired statement: the role',
      criterion: ATTEST,
      given: { attestations: [{ ...MET, expiresAt: days(0) }] },
      expect: { status: 'unknown', cause: 'expired', who: 'owner' },
    },
    {
      rule: '4.6',
      name: "the checklist's validity cuts a longer one short",
      criterion: { attest: { role: 'owner', validFor: 'PT12H' } },
      given: { attestations: [MET] },
      expect: { status: 'unknown', cause: 'expired' },
    },
    {
      rule: '2.5',
      name: 'an expired newer statement does not revive the older one',
      criterion: ATTEST,
      given: {
        attestations: [
          { ...MET, at: days(-2) },
          { ...NOT_MET, at: days(-1), expiresAt: days(-0.5) },
        ],
      },
      expect: { status: 'unknown', cause: 'expired' },
    },
    {
      rule: '4.5',
      name: 'bound to a value: it is the same',
      criterion: bound,
      given: { facts: [OK], attestations: [boundTo(digestOf(200))] },
      expect: { status: 'pass' },
    },
    {
      rule: '4.5',
      name: 'bound to a value: it changed',
      criterion: bound,
      given: { facts: [BAD], attestations: [boundTo(digestOf(200))] },
      expect: { status: 'unknown', cause: 'waiting-for-person' },
    },
    {
      rule: '4.5',
      name: 'bound to a value: it is missing',
      criterion: bound,
      given: { attestations: [boundTo(digestOf(200))] },
      expect: { status: 'unknown', cause: 'never-run' },
    },
    {
      rule: '4.5',
      name: 'bound to a fact: its hash is compared',
      criterion: whole,
      given: { facts: [OK], attestations: [boundTo(OK.hash)] },
      expect: { status: 'pass' },
    },
    {
      rule: '4.5',
      name: 'a statement that is not bound does not count where it must be',
      criterion: bound,
      given: { facts: [OK], attestations: [MET] },
      expect: { status: 'unknown', cause: 'waiting-for-person' },
    },
  ];
}

function reports(): CriterionRow[] {
  const k6 = (value: object) =>
    fact('report.k6', { ok: true, producedAt: days(-1), ...value });
  const junit = fact('report.junit', { ok: true, commit: 'abc' });
  return [
    {
      rule: '2.5',
      name: 'a report passes by the rule of its type',
      criterion: K6,
      given: { facts: [k6({})] },
      expect: { status: 'pass', strength: 'report' },
    },
    {
      rule: '2.5',
      name: 'a report fails by a rule of its own',
      criterion: { report: { type: 'k6', check: 'report.k6.p95 < 200' } },
      given: { facts: [k6({ p95: 300 })] },
      expect: { status: 'fail' },
    },
    {
      rule: '4.6',
      name: 'a report past its age: the owner',
      criterion: K6,
      given: { facts: [k6({ producedAt: days(-30) })] },
      expect: { status: 'unknown', cause: 'expired', who: 'owner' },
    },
    {
      rule: '4.6',
      name: 'a report whose record expired: the owner',
      criterion: K6,
      given: { facts: [{ ...k6({}), expiresAt: days(0) }] },
      expect: { status: 'unknown', cause: 'expired', who: 'owner' },
    },
    {
      rule: '4.6',
      name: 'a report that does not say when it was produced does not count',
      criterion: K6,
      given: { facts: [fact('report.k6', { ok: true })] },
      expect: { status: 'unknown', cause: 'waiting-for-report' },
    },
    {
      rule: '1.4',
      name: 'a report of the release that is judged',
      criterion: { report: { type: 'junit' } },
      given: { facts: [junit], subject: { ...WEB, releaseCommit: 'abc' } },
      expect: { status: 'pass' },
    },
    {
      rule: '1.4',
      name: 'a report of another commit',
      criterion: { report: { type: 'junit' } },
      given: { facts: [junit], subject: { ...WEB, releaseCommit: 'def' } },
      expect: { status: 'unknown', cause: 'waiting-for-report', who: 'owner' },
    },
    {
      rule: '1.4',
      name: 'a release that is not known',
      criterion: { report: { type: 'junit' } },
      given: { facts: [junit] },
      expect: { status: 'unknown', cause: 'not-declared', who: 'owner' },
    },
    {
      rule: '2.5',
      name: 'a type whose name is no identifier is read in brackets',
      criterion: { report: { type: 'npm-audit' } },
      given: { facts: [fact('report.npm-audit', { ok: true })] },
      expect: { status: 'pass' },
    },
  ];
}

describe('a criterion on an entity', () => {
  it.each(CRITERIA)('$rule $name', row => {
    expect(judgeRow(row)).toMatchObject(row.expect);
  });
});

describe('what is asked of members (3.2)', () => {
  const judge = (
    criterion: Omit<WrittenCriterion, 'id'>,
    facts: FactRecord[],
    rest: Partial<EvaluateInput> = {},
  ) => {
    const evaluation = judgeCriterion(criterion, {
      members: [API, API2],
      facts,
      ...rest,
    });
    const [result] = evaluation.document.items[0].criteria[0].entities;
    return { ...evaluation, result };
  };
  const at = (holder: { ref: string }, rest: Partial<FactRecord>) => ({
    entityRef: holder.ref,
    ...rest,
  });
  const ANY = 'members.api.exists(m, m.http.health.ok)';

  it('waits for those alone that leave it open', () => {
    const { result } = judge(
      { check: `${ANY} && members.api.all(m, m.metrics.p95.ok)` },
      [
        // The other one settles it: that this one was lost is not why.
        onApi('http.health', true, API2),
        onApi('metrics.p95', true, API2),
        miss('metrics.p95', 'waiting-for-traffic', at(API, {})),
      ],
    );
    expect(result).toMatchObject({
      status: 'unknown',
      cause: 'waiting-for-traffic',
      who: 'owner',
    });
  });

  it('what another part of the same member settles is not waited for', () => {
    const { result } = judge(
      {
        check:
          'members.api.all(m, (m.http.home.ok || m.http.health.ok) && m.metrics.p95.ok)',
      },
      [API, API2].flatMap(holder => [
        onApi('http.health', true, holder),
        miss('metrics.p95', 'waiting-for-traffic', at(holder, {})),
      ]),
    );
    expect(result.cause).toBe('waiting-for-traffic');
  });

  it('a member that turns ill lets nobody speak whom a lost one kept silent (5.6)', () => {
    const withApi2 = (ok: boolean) =>
      judge(
        {
          anyOf: [
            {
              check: 'members.api.all(m, m.http.health.ok) || metrics.p95.ok',
            },
            ATTEST,
          ],
        },
        [
          fact('http.health', { ok: true }, at(API, { expiresAt: days(-1) })),
          onApi('http.health', ok, API2),
          miss('metrics.p95', 'waiting-for-traffic'),
        ],
        { attestations: [MET] },
      ).result.status;
    expect([withApi2(true), withApi2(false)]).toEqual(['unknown', 'unknown']);
  });

  it.each([
    { name: 'before', ill: API, lost: API2 },
    { name: 'after', ill: API2, lost: API },
  ])(
    'the lost one keeps them silent though it comes $name the ill one (5.6)',
    ({ ill, lost }) => {
      const { result } = judge(
        {
          anyOf: [
            {
              check:
                '!members.api.exists(m, m.http.health.ill) || metrics.p95.ok',
            },
            ATTEST,
          ],
        },
        [
          fact('http.health', { ill: true }, at(ill, {})),
          fact('http.health', { ill: true }, at(lost, { expiresAt: days(-1) })),
          miss('metrics.p95', 'waiting-for-traffic'),
        ],
        { attestations: [MET] },
      );
      // Why it is open is the traffic; who may speak is another question.
      expect(result.status).toBe('unknown');
    },
  );

  it('is not connected where nothing else keeps it open', () => {
    const { result } = judge(
      { anyOf: [{ check: 'members.api.all(m, m.render.service.ok)' }, ATTEST] },
      [onApi('render.service', true, API2)],
      {
        notConnected: [{ ...RENDER_OFF, entityRef: API.ref }],
        attestations: [MET],
      },
    );
    expect(result).toMatchObject({ status: 'pass', strength: 'attested' });
  });

  it('an error on one member is a warning, and settled by another', () => {
    const { document, result } = judge(
      { check: 'members.api.all(m, m.http.health.status < 500)' },
      [
        fact('http.health', { status: null }, at(API, {})),
        fact('http.health', { status: 503 }, at(API2, {})),
      ],
    );
    expect(result.status).toBe('fail');
    expect(document.warnings).toHaveLength(1);
  });

  it('reads what every member has, whichever settles it', () => {
    const { result } = judge({ check: ANY }, [onApi('http.health', true)]);
    expect(result.leaves[0].reads).toEqual(
      [API, API2].map(({ ref }) => ({
        entityRef: ref,
        fact: 'http.health',
        path: ['ok'],
      })),
    );
  });

  it('a condition changes with the member that settles it, not with those after it (3.5)', () => {
    const { validUntil, result } = judge(
      {
        check: "entity.name == 'web'",
        when: 'members.api.exists(m, age(m.http.health.at) > days(m.http.health.days))',
      },
      [
        fact(
          'http.health',
          { at: days(-3), days: 1 },
          at(API, { expiresAt: days(5) }),
        ),
        fact(
          'http.health',
          { at: days(-3), days: 4 },
          at(API2, { expiresAt: days(2) }),
        ),
      ],
    );
    expect(result.status).toBe('pass');
    expect(validUntil).toBe(Date.parse(days(5)));
  });

  it('changes when one flips that left it open (3.5)', () => {
    const { validUntil, result } = judge(
      {
        check: "entity.name == 'web'",
        when: 'members.api.exists(m, age(m.http.health.at) >= days(4))',
      },
      [
        fact('http.health', { at: days(-3) }, at(API, { expiresAt: days(5) })),
        fact('http.health', { at: days(-2) }, at(API2, { expiresAt: days(5) })),
      ],
    );
    expect(result.status).toBe('not-applicable');
    expect(validUntil).toBe(Date.parse(days(1)));
  });

  it.each([
    {
      name: 'one that is known',
      facts: [API2],
      truth: 'true',
      verdict: 'no-go',
    },
    { name: 'none', facts: [], truth: 'unknown', verdict: 'undecided' },
  ])('a trigger holds by $name', ({ facts, truth, verdict }) => {
    const { document } = evaluate(
      inputOf(
        {
          items: [{ id: 'i', criteria: [{ id: 'c', ...CHECK }] }],
          go: [{ id: 'G', title: 'G', ...CHECK }],
          noGo: [
            {
              id: 'N',
              title: 'N',
              check: 'members.api.exists(m, m.http.home.ok)',
            },
          ],
        },
        {
          members: [API, API2],
          facts: [OK, ...facts.map(holder => onApi('http.home', true, holder))],
        },
      ),
    );
    expect(document.noGo[0].truth).toBe(truth);
    expect(document.verdict).toBe(verdict);
  });
});

describe('a report on a member (2.5)', () => {
  const of = (holder: { ref: string }, ok: boolean, rest = {}) =>
    fact(
      'report.k6',
      { ok, producedAt: days(-1) },
      { entityRef: holder.ref, ...rest },
    );
  const off = (entityRef: string) => ({ ...K6_OFF, entityRef });
  it.each([
    {
      name: 'is its own',
      facts: [of(API, false), of(WEB, true)],
      expected: { status: 'fail', readOn: API.ref },
    },
    {
      name: "is its subject's where it has none",
      facts: [of(WEB, true)],
      expected: { status: 'pass', readOn: WEB.ref },
    },
    {
      name: "is not another member's",
      facts: [of(API2, true)],
      expected: { status: 'unknown', readOn: API.ref },
    },
    {
      name: 'stays its own when it expired',
      facts: [of(API, true, { expiresAt: days(0) }), of(WEB, true)],
      expected: { status: 'unknown', cause: 'expired', readOn: API.ref },
    },
    {
      name: "is its subject's where only that one is pushed for",
      facts: [of(API, false), of(WEB, true)],
      notConnected: [off(API.ref)],
      expected: { status: 'pass', readOn: WEB.ref },
    },
    {
      name: 'waits where only it is pushed for',
      facts: [of(WEB, true)],
      notConnected: [off(WEB.ref)],
      expected: { status: 'unknown', readOn: API.ref },
    },
  ])('$name', ({ facts, notConnected = [], expected }) => {
    const { document } = judgeCriterion(
      { ...K6, for: ['api'] },
      { facts, notConnected, members: [API, API2] },
    );
    const [result] = document.items[0].criteria[0].entities;
    expect(result.entityRef).toBe(API.ref);
    const { readOn, ...found } = expected;
    expect(result).toMatchObject(found);
    expect(result.leaves[0].reads).toEqual([
      { entityRef: readOn, fact: 'report.k6', path: ['ok'] },
    ]);
  });

  it('is substituted only where it can be pushed for neither', () => {
    const judge = (notConnected: EvaluateInput['notConnected']) =>
      judgeCriterion(
        { substitute: [K6, CHECK], for: ['api'] },
        { facts: [{ ...OK, entityRef: API.ref }], notConnected },
      ).document.items[0].status;
    expect([judge([off(API.ref)]), judge([K6_OFF])]).toEqual([
      'unknown',
      'pass',
    ]);
  });
});

describe('a statement about another row', () => {
  it('counts where it is named', () => {
    const { document } = evaluate(
      inputOf(
        {
          items: [
            {
              id: 'i',
              criteria: [{ id: 'c', attest: { role: 'owner', about: 'G' } }],
            },
          ],
          go: [{ id: 'G', title: 'Team is ready', ...ATTEST }],
        },
        { attestations: [statement('G', 'met')] },
      ),
    );
    expect(document.items[0].status).toBe('pass');
    expect(document.verdict).toBe('go');
  });
});

describe('what is shown of a leaf', () => {
  it('says what dropped out, and why', () => {
    const { document } = judgeCriterion(
      { anyOf: [RENDER, CHECK, ATTEST] },
      { facts: [BAD], notConnected: [RENDER_OFF], attestations: [MET] },
    );
    const [{ leaves }] = document.items[0].criteria[0].entities;
    expect(
      leaves.map(({ kind, counted, cause }) => [kind, counted, cause]),
    ).toEqual([
      ['check', false, 'not-connected'],
      ['check', true, undefined],
      ['attest', false, undefined],
    ]);
  });

  it('marks a substitute, beside what it stands in for', () => {
    const { document } = judgeCriterion(
      { substitute: [RENDER, CHECK] },
      { facts: [OK], notConnected: [RENDER_OFF] },
    );
    const [{ leaves }] = document.items[0].criteria[0].entities;
    expect(leaves.map(leaf => [leaf.counted, leaf.substitute])).toEqual([
      [false, undefined],
      [true, true],
    ]);
  });

  it('names what was read and what was expected', () => {
    const { document } = judgeCriterion(
      { check: 'http.health.status == 200', expected: '200 from /health' },
      { facts: [BAD] },
    );
    const [result] = document.items[0].criteria[0].entities;
    expect(result.message).toBe('Expected: 200 from /health');
    expect(result.leaves[0]).toMatchObject({
      expression: 'http.health.status == 200',
      reads: [{ entityRef: WEB.ref, fact: 'http.health', path: ['status'] }],
    });
  });

  it.each([
    {
      name: 'each place once, in order of appearance',
      check:
        'http.home.a > 1 && http.health.ok && http.home.a < 9 && subject.http.health.ok',
      reads: [
        ['http.home', 'a'],
        ['http.health', 'ok'],
      ],
    },
    {
      name: 'nothing of what is read as a whole',
      check:
        'http.home.tags.exists(t, t.x == 1) && http.home.tags.size() > 0 && http.home.links.a > 1 && http.home.links.all(l, l.b > 0)',
      reads: [
        ['http.home', 'tags'],
        ['http.home', 'links'],
      ],
    },
  ])('shows of what was read $name', ({ check, reads }) => {
    const { document } = judgeCriterion({ check });
    const [{ leaves }] = document.items[0].criteria[0].entities;
    expect(leaves[0].reads).toEqual(
      reads.map(([name, ...path]) => ({
        entityRef: WEB.ref,
        fact: name,
        path,
      })),
    );
  });

  it('carries a remark on a pass', () => {
    const warnWhen = { check: 'http.health.status > 200', message: 'odd' };
    const judge = (status: number) =>
      judgeCriterion(
        { check: 'http.health.status < 300', warnWhen },
        { facts: [fact('http.health', { status })] },
      ).document.items[0].criteria[0].entities[0].warning;
    expect([judge(200), judge(204), judge(500)]).toEqual([
      undefined,
      'odd',
      undefined,
    ]);
  });
});

const PER_ENTITY = { for: ['api', 'worker'], ...CHECK };

describe('subject, members and targets (1)', () => {
  const written: Written = {
    items: [
      { id: 'one', criteria: [{ id: 'a', for: ['api'], ...CHECK }] },
      { id: 'two', criteria: [{ id: 'b', for: ['worker'], ...CHECK }] },
    ],
    critical: [{ id: 'C1', title: 'One', item: 'one' }],
  };
  const on = (holder: { ref: string }, ok: boolean) =>
    fact('http.health', { ok }, { entityRef: holder.ref });

  it('1.2 shows each member its share and whether it holds the launch back', () => {
    const { document } = evaluate(
      inputOf(written, {
        members: [WORKER, API2, API],
        facts: [on(API, false), on(API2, true), on(WORKER, false)],
      }),
    );
    expect(
      document.members.map(({ entityRef, holdsBack, through, items }) => [
        entityRef,
        holdsBack,
        through,
        items,
      ]),
    ).toEqual([
      [API.ref, 'yes', ['C1'], { one: 'fail' }],
      [API2.ref, 'no', [], { one: 'pass' }],
      [WORKER.ref, 'no', [], { two: 'fail' }],
    ]);
  });

  it('1.2 does not say that a member holds it back where that is not verified', () => {
    const { document } = evaluate(inputOf(written, { members: [API] }));
    expect(document.members[0]).toMatchObject({
      holdsBack: 'unknown',
      through: ['C1'],
    });
  });

  it('1.2 follows what is inherited to the member that it comes from', () => {
    const { document } = evaluate(
      inputOf(
        {
          items: [
            ...written.items!,
            { id: 'three', criteria: [{ id: 'd', criterion: 'one/a' }] },
          ],
          go: [{ id: 'G1', title: 'Three', item: 'three' }],
        },
        { members: [API, WORKER], facts: [on(API, false)] },
      ),
    );
    expect(
      document.members.map(member => [member.holdsBack, member.through]),
    ).toEqual([
      ['yes', ['G1']],
      ['no', []],
    ]);
    expect(document.blockers).toMatchObject([{ id: 'G1', items: ['one'] }]);
  });

  it('1.3 sorts members into targets by selectors, which an annotation overrides', () => {
    const odd = entity('odd', {
      type: 'cron',
      annotations: { 'production-readiness/target': 'worker' },
    });
    const { document } = evaluate(inputOf(written, { members: [API, odd] }));
    expect(document.targets).toEqual({
      subject: [WEB.ref],
      api: [API.ref],
      worker: [odd.ref],
    });
  });

  it.each([
    { target: 'api', status: 'unknown', cause: 'no-entity' },
    { target: 'worker', status: 'not-applicable', cause: undefined },
  ])(
    '1.3 a target $target without a member: $status',
    ({ target, status, cause }) => {
      const { document } = judgeCriterion(
        { ...CHECK, for: [target] },
        { members: [] },
      );
      const [criterion] = document.items[0].criteria;
      expect(criterion.status).toBe(status);
      expect(criterion.entities[0]?.cause).toBe(cause);
      expect(criterion.entities[0]?.message).toBe(
        cause && 'no entity for target api',
      );
    },
  );

  it.each([
    { facts: [on(API, true), on(API2, true)], status: 'pass' },
    { facts: [on(API, true), on(API2, false)], status: 'fail' },
    { facts: [on(API, true)], status: 'unknown' },
  ])('1.2 an expression over members: $status', ({ facts, status }) => {
    const { document } = judgeCriterion(
      { check: 'members.api.all(m, m.http.health.ok)' },
      { members: [API, API2], facts },
    );
    expect(document.items[0].status).toBe(status);
  });

  it('1.3 an expression over an optional target without a member reads an empty list', () => {
    const statuses = ['exists', 'all'].map(
      over =>
        judgeCriterion({ check: `members.worker.${over}(m, m.http.health.ok)` })
          .document.items[0].status,
    );
    expect(statuses).toEqual(['fail', 'pass']);
  });

  it('1.3 an expression over a required target without a member is unknown', () => {
    const { document } = judgeCriterion(
      { check: 'members.api.all(m, m.http.health.ok)' },
      { members: [] },
    );
    expect(document.items[0].criteria[0].entities[0].cause).toBe('no-entity');
  });
});

describe('derived criteria (4.4)', () => {
  const derived = (criterion: Omit<WrittenCriterion, 'id'>): Written => ({
    items: [
      { id: 's', criteria: [{ id: 'a', for: ['api', 'worker'], ...CHECK }] },
      { id: 'd', criteria: [{ id: 'b', ...criterion }] },
    ],
  });
  const facts = [
    fact('http.health', { ok: true }, { entityRef: API.ref }),
    fact('http.health', { ok: false }, { entityRef: WORKER.ref }),
  ];
  it.each([
    {
      name: 'on another target the worst of the source',
      criterion: { criterion: 's/a' },
      statuses: ['fail'],
    },
    {
      name: 'on the same entity where both apply',
      criterion: { ...PER_ENTITY, check: undefined, criterion: 's/a' },
      statuses: ['pass', 'fail'],
    },
    {
      name: 'an item stands for all of its criteria',
      criterion: { item: 's' },
      statuses: ['fail'],
    },
  ])('$name', ({ criterion, statuses }) => {
    const { document } = evaluate(
      inputOf(derived(criterion), { members: [WORKER, API], facts }),
    );
    expect(
      document.items[1].criteria[0].entities.map(({ status }) => status),
    ).toEqual(statuses);
  });

  it('inherits what is not applicable', () => {
    const { document } = evaluate(
      inputOf({
        items: [
          { id: 's', criteria: [{ id: 'a', when: "feature('x')", ...CHECK }] },
          { id: 'd', criteria: [{ id: 'b', criterion: 's/a' }] },
        ],
      }),
    );
    expect(document.items.map(({ status }) => status)).toEqual([
      'not-applicable',
      'not-applicable',
    ]);
  });

  it('reads the source before its waiver', () => {
    const { document } = evaluate(
      inputOf(derived({ criterion: 's/a' }), {
        members: [WORKER, API],
        facts,
        waivers: [waiver('s/a')],
      }),
    );
    expect(document.items.map(({ status }) => status)).toEqual([
      'waived',
      'fail',
    ]);
  });
});

/** Items that are known to pass, fail, be unknown, be waived or not apply. */
function itemsOf(statuses: string): {
  items: NonNullable<Written['items']>;
  given: Partial<EvaluateInput>;
} {
  const kinds = [...statuses];
  const criteria: Record<string, Omit<WrittenCriterion, 'id'>> = {
    p: CHECK,
    f: { check: '!http.health.ok' },
    u: { check: 'http.home.ok' },
    w: { check: '!http.health.ok' },
    W: { check: 'http.home.ok' },
    n: { ...CHECK, when: "feature('x')" },
  };
  return {
    items: kinds.map((kind, index) => ({
      id: `i${index}`,
      criteria: [{ id: 'c', ...criteria[kind] } as WrittenCriterion],
    })),
    given: {
      facts: [OK],
      waivers: kinds.flatMap((kind, index) =>
        kind.toLowerCase() === 'w' ? [waiver(`i${index}`)] : [],
      ),
    },
  };
}

describe('status, score, level (5.1 to 5.4)', () => {
  it.each([
    ['pf', 'fail'],
    ['uf', 'fail'],
    ['pu', 'unknown'],
    ['wu', 'unknown'],
    ['wp', 'waived'],
    ['np', 'pass'],
    ['nn', 'not-applicable'],
  ])('5.1 %s rolls up to %s', (statuses, status) => {
    const { items, given } = itemsOf(statuses);
    const one = {
      id: 'i',
      criteria: items.map((item, index) => ({
        ...item.criteria[0],
        id: `c${index}`,
      })),
    };
    const { document } = evaluate(
      inputOf(
        { items: [one] },
        {
          ...given,
          waivers: given.waivers!.map(({ about }) =>
            waiver(`i/c${about.slice(1)}`),
          ),
        },
      ),
    );
    expect(document.items[0].status).toBe(status);
  });

  it.each([
    {
      statuses: 'ppfu',
      score: { completed: 2, applicable: 4, total: 4, waived: 0, percent: 50 },
      level: 'no',
    },
    {
      statuses: 'ppw',
      score: {
        completed: 2,
        applicable: 3,
        total: 3,
        waived: 1,
        percent: 66.6,
      },
      level: 'no',
    },
    {
      statuses: 'ppn',
      score: { completed: 2, applicable: 2, total: 3, waived: 0, percent: 100 },
      level: 'ready',
    },
    {
      statuses: 'n',
      score: {
        completed: 0,
        applicable: 0,
        total: 1,
        waived: 0,
        percent: null,
      },
      level: undefined,
    },
    {
      statuses: `${'p'.repeat(19)}f`,
      score: { percent: 95 },
      level: 'caution',
    },
    {
      statuses: `${'p'.repeat(18)}f`,
      score: { percent: 94.7 },
      level: 'not-ready',
    },
    {
      statuses: `${'p'.repeat(9)}f`,
      score: { percent: 90 },
      level: 'not-ready',
    },
    { statuses: `${'p'.repeat(8)}f`, score: { percent: 88.8 }, level: 'no' },
  ])('5.2, 5.3 $statuses', ({ statuses, score, level }) => {
    const { items, given } = itemsOf(statuses);
    const { document } = evaluate(inputOf({ items }, given));
    expect(document.score).toMatchObject(score);
    expect(document.level?.id).toBe(level);
  });

  it.each([
    ['pp', 100, 'true'],
    ['pu', 100, 'unknown'],
    ['pf', 100, 'false'],
    ['pfu', 66, 'unknown'],
    ['pfu', 67, 'false'],
    ['pw', 100, 'false'],
    // A waived unknown may pass all the same.
    ['pW', 100, 'unknown'],
    ['n', 0, 'unknown'],
  ])('5.4 %s reaches %d: %s', (statuses, percent, truth) => {
    const { items, given } = itemsOf(statuses);
    const { document } = evaluate(
      inputOf(
        { items, go: [{ id: 'G', title: 'Score', score: percent }] },
        given,
      ),
    );
    expect(document.go[0].truth).toBe(truth);
  });
});

describe('waivers (5.1, 5.2)', () => {
  const FAILS: WrittenCriterion = { id: 'c', check: '!http.health.ok' };
  const judge = (written: Written, waivers: EvaluateInput['waivers']) =>
    evaluate(inputOf(written, { facts: [OK], waivers })).document;

  it.each([
    {
      name: 'one that has expired',
      given: waiver('i', { expiresAt: days(0) }),
    },
    {
      name: 'one that somebody approved for themselves',
      given: waiver('i', { approvedBy: 'user:default/ann' }),
    },
    {
      name: 'one for another entity',
      given: waiver('i', { entityRef: API.ref }),
    },
  ])('does not count $name', ({ given }) => {
    const { items } = judge({ items: [{ id: 'i', criteria: [FAILS] }] }, [
      given,
    ]);
    expect(items[0].status).toBe('fail');
  });

  it('never counts on what a decision names', () => {
    const document = judge(
      {
        items: [{ id: 'i', criteria: [FAILS, { ...FAILS, id: 'neighbour' }] }],
        critical: [{ id: 'C', title: 'C', criterion: 'i/c' }],
      },
      [waiver('i')],
    );
    expect(
      document.items[0].criteria.map(({ id, status }) => [id, status]),
    ).toEqual([
      ['i/c', 'fail'],
      ['i/neighbour', 'waived'],
    ]);
    expect(document.verdict).toBe('no-go');
  });

  it('nor on what such a thing inherits from', () => {
    const document = judge(
      {
        items: [
          { id: 'i', criteria: [FAILS] },
          { id: 'd', criteria: [{ id: 'c', criterion: 'i/c' }] },
        ],
        go: [{ id: 'G', title: 'G', item: 'd' }],
      },
      [waiver('i')],
    );
    expect(document.items[0].status).toBe('fail');
  });

  it('counts where the checklist declares it waivable', () => {
    const document = judge(
      {
        items: [{ id: 'i', waivable: true, criteria: [FAILS] }],
        critical: [{ id: 'C', title: 'C', item: 'i' }],
      },
      [waiver('i')],
    );
    expect(document.items[0]).toMatchObject({
      status: 'waived',
      rawStatus: 'fail',
    });
    expect(document.verdict).toBe('go');
    expect(document.score.completed).toBe(0);
  });

  it('takes an unknown off the list of what is not verified', () => {
    const document = judge(
      { items: [{ id: 'i', criteria: [{ id: 'c', check: 'http.home.ok' }] }] },
      [waiver('i')],
    );
    expect(document.unknownBy).toEqual([]);
  });
});

describe('the verdict (5.5)', () => {
  const T = { criterion: 'i/p' };
  const F = { criterion: 'i/f' };
  const U = { criterion: 'i/u' };
  const N = { criterion: 'i/n' };
  const items = [
    {
      id: 'i',
      criteria: [
        { id: 'p', ...CHECK },
        { id: 'f', check: '!http.health.ok' },
        { id: 'u', check: 'http.home.ok' },
        { id: 'n', ...CHECK, when: "feature('x')" },
      ],
    },
  ];
  const rows = (trees: TreeSource[], prefix: string) =>
    trees.map((tree, index) => ({
      id: `${prefix}${index}`,
      title: prefix,
      ...tree,
    }));
  it.each([
    { name: 'all known for', go: [T], critical: [T], noGo: [T], verdict: 'go' },
    { name: 'a GO criterion false', go: [T, F], verdict: 'no-go' },
    { name: 'a critical item false', go: [T], critical: [F], verdict: 'no-go' },
    { name: 'a trigger holds', go: [T], noGo: [F], verdict: 'no-go' },
    { name: 'a GO criterion unknown', go: [T, U], verdict: 'undecided' },
    { name: 'a trigger unknown', go: [T], noGo: [U], verdict: 'undecided' },
    { name: 'false beside unknown', go: [U, F], verdict: 'no-go' },
    { name: 'only triggers, all clear', noGo: [T], verdict: 'undecided' },
    { name: 'nothing that applies', go: [N], verdict: 'undecided' },
    { name: 'what does not apply is left out', go: [T, N], verdict: 'go' },
    {
      name: 'a trigger on what does not apply is clear',
      go: [T],
      noGo: [N],
      verdict: 'go',
    },
    { name: 'no gate rules', verdict: null },
  ])('$name: $verdict', ({ go = [], critical = [], noGo = [], verdict }) => {
    const { document } = evaluate(
      inputOf(
        {
          items,
          go: rows(go, 'G'),
          critical: rows(critical, 'C'),
          noGo: rows(
            noGo.map(tree => ({ not: tree })),
            'N',
          ),
        },
        { facts: [OK] },
      ),
    );
    expect(document.verdict).toBe(verdict);
    expect(document.blockers.length > 0).toBe(verdict === 'no-go');
  });

  it('4.1 in a trigger nothing drops out', () => {
    const { document } = evaluate(
      inputOf(
        {
          items,
          go: rows([T], 'G'),
          noGo: rows(
            [{ anyOf: [{ check: '!render.service.ok' }, { not: T }] }],
            'N',
          ),
        },
        { facts: [OK], notConnected: [RENDER_OFF] },
      ),
    );
    expect(document.noGo[0].truth).toBe('unknown');
    expect(document.verdict).toBe('undecided');
    expect(document.unknownBy).toContainEqual({
      cause: 'not-connected',
      who: 'platform-team',
      source: 'render',
      items: [],
      count: 1,
    });
  });

  it('groups what is unknown by cause and by who can end it', () => {
    const { document } = evaluate(
      inputOf(
        {
          items: [
            { id: 'a', criteria: [{ id: 'x', ...RENDER }] },
            {
              id: 'b',
              criteria: [
                { id: 'x', ...RENDER },
                { id: 'y', ...K6 },
                { id: 'z', report: { type: 'junit' } },
              ],
            },
            { id: 'c', criteria: [{ id: 'x', ...K6 }] },
          ],
        },
        { notConnected: [RENDER_OFF, K6_OFF] },
      ),
    );
    expect(document.unknownBy).toEqual([
      {
        cause: 'not-connected',
        who: 'platform-team',
        source: 'render',
        items: ['a', 'b'],
        count: 2,
      },
      {
        cause: 'waiting-for-report',
        who: 'owner',
        source: 'k6',
        items: ['b', 'c'],
        count: 2,
      },
      {
        cause: 'waiting-for-report',
        who: 'owner',
        source: 'junit',
        items: ['b'],
        count: 1,
      },
    ]);
  });
});

describe('what decides', () => {
  it.each([
    {
      name: 'a criterion that a row names, and no other of its item',
      rows: { critical: { criterion: 'i/c' } },
      decides: ['i/c'],
      critical: ['i'],
    },
    {
      name: 'every criterion of an item that a row names',
      rows: { go: { item: 'i' } },
      decides: ['i/c', 'i/d'],
      critical: [],
    },
    {
      name: 'what a trigger reads, and what that inherits from',
      rows: { noGo: { anyOf: [{ not: { criterion: 'k/c' } }] } },
      decides: ['j/c', 'k/c'],
      critical: [],
    },
    {
      name: 'also what may be waived',
      rows: { critical: { item: 'w' } },
      decides: ['w/c'],
      critical: ['w'],
    },
    {
      name: 'not what only the score counts',
      rows: { go: { score: 95 } },
      decides: [],
      critical: [],
    },
  ])('is $name', ({ rows, decides, critical }) => {
    const { document } = evaluate(
      inputOf({
        items: [
          {
            id: 'i',
            criteria: [
              { id: 'c', ...CHECK },
              { id: 'd', ...CHECK },
            ],
          },
          { id: 'j', criteria: [{ id: 'c', ...CHECK }] },
          { id: 'k', criteria: [{ id: 'c', criterion: 'j/c' }] },
          { id: 'w', waivable: true, criteria: [{ id: 'c', ...CHECK }] },
        ],
        ...Object.fromEntries(
          Object.entries(rows).map(([kind, tree]) => [
            kind,
            [{ id: 'R', title: 'R', ...tree }],
          ]),
        ),
      }),
    );
    const criteria = document.items.flatMap(item => item.criteria);
    expect(criteria.filter(one => one.decides).map(({ id }) => id)).toEqual(
      decides,
    );
    expect(
      document.items.filter(item => item.critical).map(({ id }) => id),
    ).toEqual(critical);
  });
});

describe('observing (5.7)', () => {
  const JULY = Date.parse('2026-07-01T00:00:00Z');
  const items = [
    { id: 'i', enforceFrom: '2026-07-01', criteria: [{ id: 'c', ...CHECK }] },
    { id: 'j', criteria: [{ id: 'c', ...CHECK }] },
  ];
  it.each([
    {
      name: 'the checklist observes',
      mode: 'observe',
      item: 'j',
      enforced: false,
    },
    { name: 'it enforces', item: 'j', enforced: true },
    { name: 'an item before its day', item: 'i', enforced: false },
    { name: 'an item from its day on', item: 'i', now: JULY, enforced: true },
  ])('$name: $enforced', ({ mode = 'enforce', item, now = NOW, enforced }) => {
    const { document, validUntil } = evaluate(
      inputOf(
        { items, mode, critical: [{ id: 'C', title: 'C', item }] },
        { facts: [{ ...BAD, expiresAt: days(90) }], now },
      ),
    );
    // The computation is the same.
    expect(document).toMatchObject({ verdict: 'no-go', enforced });
    const flipsInJuly = item === 'i' && !enforced;
    expect(validUntil).toBe(flipsInJuly ? JULY : NOW + 90 * DAY);
  });
});
