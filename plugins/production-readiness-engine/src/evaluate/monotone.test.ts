import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { TreeSource } from '../checklist/schema';
import {
  API,
  fact,
  inputOf,
  judgeCriterion,
  miss,
  statement,
} from '../testing/fixtures';
import { evaluate } from './evaluate';
import type { EvaluateInput } from './input';

// Semantics 4.1 and 5.6 where alternatives lie inside alternatives.

const HEALTH: TreeSource = { check: 'http.health.ok' };
const HOME: TreeSource = { check: 'http.home.ok' };
const OWNER: TreeSource = { attest: { role: 'owner' } };
const SECURITY: TreeSource = { attest: { role: 'security' } };

const ok = (name: string) => fact(name, { ok: true });
const ill = (name: string) => fact(name, { ok: false });
const waits = (name: string) => miss(name, 'waiting-for-traffic');

const said = (verdict: 'met' | 'not-met', role: string) =>
  statement('i/c', verdict, { role });

it.each<[string, TreeSource, Partial<EvaluateInput>, Status]>([
  [
    'nobody outvotes what is measured inside alternatives',
    { anyOf: [{ anyOf: [HEALTH, HOME] }, OWNER] },
    {
      facts: [ill('http.health'), waits('http.home')],
      attestations: [said('met', 'owner')],
    },
    'unknown',
  ],
  [
    'nor inside so many of several',
    {
      anyOf: [
        {
          atLeast: {
            count: 1,
            of: [HEALTH, HOME, { check: 'metrics.p95.ok' }],
          },
        },
        OWNER,
      ],
    },
    {
      facts: [ill('http.health'), waits('http.home'), waits('metrics.p95')],
      attestations: [said('met', 'owner')],
    },
    'unknown',
  ],
  [
    'people speak while all alternatives inside wait',
    { anyOf: [{ anyOf: [HEALTH, HOME] }, OWNER] },
    {
      facts: [waits('http.health'), waits('http.home')],
      attestations: [said('met', 'owner')],
    },
    'pass',
  ],
  [
    'whom lost evidence keeps silent might have said that it is met',
    { anyOf: [{ allOf: [HEALTH, HOME, SECURITY] }, OWNER] },
    {
      facts: [waits('http.home')],
      attestations: [said('not-met', 'security'), said('met', 'owner')],
    },
    'unknown',
  ],
  [
    'also where one check lost a part of what it reads, and waits for another',
    {
      anyOf: [
        { allOf: [{ check: 'http.health.ok && http.home.ok' }, SECURITY] },
        OWNER,
      ],
    },
    {
      facts: [waits('http.home')],
      attestations: [said('not-met', 'security'), said('met', 'owner')],
    },
    'unknown',
  ],
  [
    'what people can settle without a source that is not connected does not drop out',
    {
      anyOf: [
        HEALTH,
        {
          atLeast: {
            count: 2,
            of: [{ report: { type: 'k6' } }, OWNER, SECURITY],
          },
        },
      ],
    },
    {
      facts: [ill('http.health')],
      attestations: [said('met', 'owner')],
      notConnected: [{ source: 'report:k6', message: '' }],
    },
    'unknown',
  ],
  [
    'what they cannot does',
    {
      anyOf: [
        HEALTH,
        { atLeast: { count: 2, of: [{ report: { type: 'k6' } }, OWNER] } },
      ],
    },
    {
      facts: [ill('http.health')],
      attestations: [said('met', 'owner')],
      notConnected: [{ source: 'report:k6', message: '' }],
    },
    'fail',
  ],
  [
    'whom a measurement keeps silent might not',
    { anyOf: [{ allOf: [HEALTH, HOME, SECURITY] }, OWNER] },
    {
      facts: [ill('http.health'), waits('http.home')],
      attestations: [said('not-met', 'security'), said('met', 'owner')],
    },
    'fail',
  ],
  [
    'nor one who would be silent if it were known',
    { anyOf: [{ allOf: [HEALTH, HOME, SECURITY] }, OWNER] },
    {
      facts: [ok('http.home')],
      attestations: [said('not-met', 'security'), said('met', 'owner')],
    },
    'fail',
  ],
  [
    'nor one who says that it is not met',
    { anyOf: [{ allOf: [HEALTH, HOME, SECURITY] }, OWNER] },
    {
      facts: [waits('http.home')],
      attestations: [said('not-met', 'security'), said('not-met', 'owner')],
    },
    'fail',
  ],
])('%s', (_, tree, given, status) => {
  expect(judgeCriterion(tree, given).document.items[0].status).toBe(status);
});

it('whom an unknown condition keeps silent might have said that it is met', () => {
  const input = (home: boolean | undefined) =>
    inputOf(
      {
        items: [
          {
            id: 'j',
            criteria: [
              {
                id: 'c',
                for: ['subject', 'api'],
                when: 'http.home.ok',
                ...OWNER,
              },
            ],
          },
        ],
        noGo: [
          {
            id: 'N',
            title: 'N',
            not: { anyOf: [{ criterion: 'j/c' }, SECURITY] },
          },
        ],
      },
      {
        facts: [
          fact('http.home', { ok: true }, { entityRef: API.ref }),
          ...(home === undefined ? [] : [fact('http.home', { ok: home })]),
        ],
        attestations: [statement('j/c', 'not-met', { entityRef: API.ref })],
      },
    );
  const truth = (home: boolean | undefined) =>
    evaluate(input(home)).document.noGo[0].truth;
  expect(truth(false)).toBe('unknown');
  expect(truth(undefined)).toBe('unknown');
});
