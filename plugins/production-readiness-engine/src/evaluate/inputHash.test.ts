import {
  API,
  API2,
  compiled,
  days,
  fact,
  failing,
  inputOf,
  judgeCriterion,
  miss,
  NOW,
  silent,
  statement,
  waiver,
} from '../testing/fixtures';
import type { EvaluateInput } from './input';
import { inputHash } from './inputHash';

const OK = fact('http.health', { ok: true });
const SAID = statement('i/c', 'met');

const base = (rest: Partial<EvaluateInput> = {}) =>
  inputOf({ params: { limit: 1 } }, { facts: [OK], ...rest });
const hashOf = (rest: Partial<EvaluateInput>) => inputHash(base(rest));

it.each<[string, Partial<EvaluateInput>, Partial<EvaluateInput>]>([
  ['the checklist', {}, { checklist: compiled({ params: { limit: 2 } }) }],
  ['the subject', {}, { subject: API2 }],
  ['a member', {}, { members: [API, API2] }],
  ['what a member declares', {}, { members: [{ ...API, type: 'worker' }] }],
  [
    'the release that is judged',
    {},
    { members: [{ ...API, releaseCommit: 'abc' }] },
  ],
  [
    'the content of a fact',
    {},
    { facts: [fact('http.health', { ok: false })] },
  ],
  ['when it expires', {}, { facts: [{ ...OK, expiresAt: days(2) }] }],
  ['whose it is', {}, { facts: [{ ...OK, entityRef: API.ref }] }],
  ['that it is lost', {}, { facts: [] }],
  [
    'why it is missing',
    { facts: [miss('http.health', 'waiting-for-traffic')] },
    {
      facts: [
        {
          ...miss('http.health', 'waiting-for-time'),
          hash: miss('http.health', 'waiting-for-traffic').hash,
        },
      ],
    },
  ],
  [
    'why it could not be read',
    { facts: [failing('http.health')] },
    {
      facts: [
        { ...failing('http.health'), error: { message: 'x', at: days(0) } },
      ],
    },
  ],
  [
    'that it is silence and no failure',
    {
      facts: [
        {
          ...failing('http.health'),
          error: { message: silent('http.health').error!.message, at: days(0) },
        },
      ],
    },
    { facts: [silent('http.health')] },
  ],
  ['a statement', {}, { attestations: [SAID] }],
  [
    'what it says',
    { attestations: [SAID] },
    { attestations: [{ ...SAID, statement: 'not-met' }] },
  ],
  ['a waiver', {}, { waivers: [waiver('i')] }],
  [
    'what is not connected',
    {},
    { notConnected: [{ source: 'http', message: '' }] },
  ],
  ['a condition that was known true', {}, { conditions: ['i/c|x'] }],
  ['the launch', {}, { launchedAt: days(-1) }],
])('3.5 does not skip where something else is %s', (_, one, other) => {
  expect(hashOf(other)).not.toBe(hashOf(one));
});

it.each<[string, Partial<EvaluateInput>]>([
  ['the clock went on', { now: NOW + 1 }],
  [
    'the same was read again',
    { facts: [{ ...OK, collectedAt: days(0), refreshAfter: days(0.5) }] },
  ],
  [
    'it failed to be read again at another time',
    { facts: [{ ...OK, collectedAt: days(-2) }] },
  ],
])('3.5 skips where only %s', (_, rest) => {
  expect(hashOf(rest)).toBe(hashOf({}));
});

it.each<[string, Parameters<typeof judgeCriterion>, number | null]>([
  [
    'a fact expires',
    [{ check: 'http.health.ok' }, { facts: [OK] }],
    Date.parse(days(1)),
  ],
  [
    'an expression over time flips',
    [
      { check: 'age(http.health.at) < days(7)' },
      { facts: [fact('http.health', { at: days(-6.5) })] },
    ],
    Date.parse(days(0.5)),
  ],
  [
    'a report is past its age',
    [
      { report: { type: 'k6' } },
      { facts: [fact('report.k6', { ok: true, producedAt: days(-29.5) })] },
    ],
    Date.parse(days(0.5)),
  ],
  [
    'a statement expires',
    [
      { attest: { role: 'owner' } },
      { attestations: [{ ...SAID, expiresAt: days(3) }] },
    ],
    Date.parse(days(3)),
  ],
  [
    'a waiver expires',
    [{ check: 'http.health.ok' }, { waivers: [waiver('i/c')] }],
    Date.parse(days(30)),
  ],
  ['never, where nothing is known', [{ check: 'http.health.ok' }, {}], null],
])('3.5 is valid until %s', (_, given, expected) => {
  expect(judgeCriterion(...given).validUntil).toBe(expected);
});
