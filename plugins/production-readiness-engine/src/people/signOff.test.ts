import type {
  Attestation,
  Pinned,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { digestOf } from '../checklist/digest';
import type { TreeSource } from '../checklist/schema';
import type { EvaluateInput } from '../evaluate/input';
import {
  API,
  compiled,
  days,
  DAY,
  fact,
  failing,
  inputOf,
  miss,
  NOW,
  statement,
  waiver,
  WEB,
} from '../testing/fixtures';
import type { Written, WrittenCriterion } from '../testing/fixtures';
import { compareSignOff } from './compareSignOff';
import type { SignOffComparison } from './compareSignOff';
import { signOffContents } from './signOffContent';

// Truth tables of semantics 6.3: what a sign-off covers, and what becomes of it.

const PINNED: Pinned = {
  checklist: { id: 'test', version: '1', digest: 'abc' },
  members: [API.ref],
  targets: { api: [API.ref] },
  declared: {},
  releases: [{ entityRef: API.ref, version: '2.4.0', commit: 'aaa' }],
};

const REVIEW = { signOffs: ['owner', 'security'] };
const OWNER: TreeSource = { attest: { role: 'owner' } };
const SECURITY: TreeSource = { attest: { role: 'security' } };
const HEALTH: TreeSource = { check: 'http.health.ok' };
const HOME: TreeSource = { check: 'http.home.ok' };
const row = (id: string, tree: TreeSource, rest: object = {}) => ({
  id,
  title: `Row ${id}`,
  ...tree,
  ...rest,
});
const item = (id: string, criteria: WrittenCriterion[], rest: object = {}) => ({
  id,
  criteria,
  ...rest,
});

const contents = (
  written: Written,
  given: Partial<EvaluateInput> = {},
  pinned = PINNED,
) => {
  const checklist = compiled({ review: REVIEW, ...written });
  return signOffContents({ input: inputOf(checklist, given), pinned });
};

describe('which rows concern a role', () => {
  it.each<[string, Written, string[], string[]]>([
    ['what it states', { go: [row('G', SECURITY)] }, [], ['G']],
    [
      'what it states in a trigger',
      { noGo: [row('N', { not: SECURITY })] },
      [],
      ['N'],
    ],
    [
      'a criterion that is its own',
      {
        items: [item('i', [{ id: 'c', role: 'security', ...HEALTH }])],
        go: [row('G', { criterion: 'i/c' })],
      },
      [],
      ['G'],
    ],
    [
      'an item of its own',
      {
        items: [item('i', [{ id: 'c', ...HEALTH }], { role: 'security' })],
        critical: [row('C', { item: 'i' })],
      },
      [],
      ['C'],
    ],
    [
      'an item that asks it for a statement',
      {
        items: [item('i', [{ id: 'c', allOf: [HEALTH, SECURITY] }])],
        critical: [row('C', { item: 'i' })],
      },
      ['C'],
      ['C'],
    ],
    [
      'what its criterion is inherited by',
      {
        items: [
          item('i', [{ id: 'c', role: 'security', ...HEALTH }]),
          item('j', [{ id: 'c', allOf: [{ item: 'i' }, HOME] }]),
        ],
        critical: [row('C', { item: 'j' })],
      },
      ['C'],
      ['C'],
    ],
    [
      'alternatives of which one is its own',
      {
        items: [
          item('i', [{ id: 'c', role: 'security', ...HEALTH }]),
          item('j', [{ id: 'c', ...HOME }]),
        ],
        go: [row('G', { anyOf: [{ item: 'i' }, { item: 'j' }] })],
      },
      ['G'],
      ['G'],
    ],
    [
      'what no role that signs is concerned with, for the one that decides',
      {
        roles: {
          owner: { title: 'Owner', validFor: 'P90D' },
          security: { title: 'Security', validFor: 'P90D' },
          dba: { title: 'DBA', validFor: 'P90D' },
        },
        go: [
          row('D', { attest: { role: 'dba' } }),
          row('H', HEALTH),
          row('S', { score: 50 }),
        ],
      },
      ['D', 'H', 'S'],
      [],
    ],
    [
      'the same for all who sign, where the one that decides does not',
      {
        roles: {
          owner: { title: 'Owner', validFor: 'P90D' },
          security: { title: 'Security', validFor: 'P90D' },
          sre: { title: 'SRE', validFor: 'P90D' },
        },
        review: { ...REVIEW, decides: 'sre' },
        go: [row('H', HEALTH)],
      },
      ['H'],
      ['H'],
    ],
  ])('%s', (_, written, owner, security) => {
    const found = contents(written);
    expect(found.owner.rows).toEqual(owner);
    expect(found.security.rows).toEqual(security);
  });

  it('answers for each role that signs, and no other', () => {
    expect(
      Object.keys(contents({ review: { signOffs: ['security'] } })),
    ).toEqual(['security']);
  });
});

const health = (ok: boolean, rest: object = {}) =>
  fact('http.health', { ok }, rest);
const home = (ok: boolean) => fact('http.home', { ok });
const ITEM: Written = {
  items: [item('i', [{ id: 'c', text: 'It answers', ...HEALTH }])],
  critical: [row('C', { item: 'i' })],
};
const facts = (...list: EvaluateInput['facts']) => ({ facts: list });
const said = (
  verdict: Attestation['statement'],
  rest: Partial<Attestation> = {},
) => ({
  attestations: [
    statement('G', verdict, { link: 'https://x', id: 's1', ...rest }),
  ],
});
const excepted = (about: string, rest: Parameters<typeof waiver>[1] = {}) => ({
  waivers: [waiver(about, rest)],
});

type Given = Partial<EvaluateInput>;
type Row = [string, Written, Given, Given, SignOffComparison['state'], string?];

const ROWS: Row[] = [
  [
    'where nothing changed',
    ITEM,
    facts(health(true)),
    facts(health(true)),
    'stands',
  ],
  [
    'where it was collected anew',
    ITEM,
    facts(health(true)),
    {
      ...facts(health(true, { collectedAt: days(0.5), expiresAt: days(2) })),
      now: NOW + DAY / 2,
    },
    'stands',
  ],
  [
    'where other values were read, by which it passes too',
    {
      items: [item('i', [{ id: 'c', check: 'http.health.n > 1' }])],
      critical: [row('C', { item: 'i' })],
    },
    facts(fact('http.health', { n: 2 })),
    facts(fact('http.health', { n: 3 })),
    'stands',
  ],
  ['where it is better', ITEM, facts(), facts(health(true)), 'stands'],
  [
    'where what failed passes',
    ITEM,
    facts(health(false)),
    facts(health(true)),
    'stands',
  ],
  [
    'where it was as bad',
    ITEM,
    facts(health(false)),
    facts(health(false)),
    'stands',
  ],
  [
    'where it passed and fails',
    ITEM,
    facts(health(true)),
    facts(health(false)),
    'void',
    `Row C: 'It answers' fails on ${WEB.ref}`,
  ],
  [
    'where it was unknown and fails',
    ITEM,
    facts(),
    facts(health(false)),
    'void',
    `Row C: 'It answers' fails on ${WEB.ref}`,
  ],
  [
    'where the collector fails',
    ITEM,
    facts(health(true)),
    facts(failing('http.health')),
    'suspended',
    `Row C: whether 'It answers' passes on ${WEB.ref} is not known now`,
  ],
  [
    'where a failure is not known now',
    ITEM,
    facts(health(false)),
    facts(),
    'suspended',
  ],
  ['where it was unknown and is', ITEM, facts(), facts(), 'stands'],
  [
    'where a row is not met any more',
    { go: [row('G', HEALTH)] },
    facts(health(true)),
    facts(health(false)),
    'void',
    'Row G: this is not met any more',
  ],
  [
    'where whether a row is met is not known',
    { go: [row('G', HEALTH)] },
    facts(health(true)),
    facts(),
    'suspended',
    'Row G: whether this is met is not known now',
  ],
  [
    'where a trigger that was clear holds',
    { noGo: [row('N', HEALTH)] },
    facts(health(false)),
    facts(health(true)),
    'void',
    'Row N: this holds now',
  ],
  [
    'where a trigger is not known to be clear',
    { noGo: [row('N', HEALTH)] },
    facts(health(false)),
    facts(),
    'suspended',
    'Row N: whether this holds is not known now',
  ],
  [
    'where a trigger is cleared',
    { noGo: [row('N', HEALTH)] },
    facts(health(true)),
    facts(health(false)),
    'stands',
  ],
  [
    'where a trigger holds for what it inherits',
    {
      ...ITEM,
      critical: [],
      noGo: [row('N', { anyOf: [{ not: { item: 'i' } }, HOME] })],
    },
    facts(health(true), home(false)),
    facts(health(false), home(false)),
    'void',
    `Row N: 'It answers' fails on ${WEB.ref}`,
  ],
  [
    'where one of several alternatives fails, and another holds',
    { go: [row('G', { anyOf: [HEALTH, HOME] })] },
    facts(health(true), home(true)),
    facts(health(false), home(true)),
    'stands',
  ],
  [
    'where all alternatives fail',
    { go: [row('G', { anyOf: [HEALTH, HOME] })] },
    facts(health(true), home(false)),
    facts(health(false), home(false)),
    'void',
  ],
  [
    'where it fails on one entity more',
    {
      items: [item('i', [{ id: 'c', for: ['subject', 'api'], ...HEALTH }])],
      critical: [row('C', { item: 'i' })],
    },
    facts(health(false), health(true, { entityRef: API.ref })),
    facts(health(false), health(false, { entityRef: API.ref })),
    'void',
  ],
  [
    'where what it inherits from fails, though it failed before',
    {
      items: [
        item('i', [{ id: 'c', ...HEALTH }]),
        item('j', [{ id: 'c', allOf: [{ item: 'i' }, HOME] }]),
      ],
      critical: [row('C', { item: 'j' })],
    },
    facts(health(true), home(false)),
    facts(health(false), home(false)),
    'void',
  ],
  [
    'where what fails is nothing that a decision reads',
    { ...ITEM, critical: [row('C', HOME)] },
    facts(health(true), home(true)),
    facts(health(false), home(true)),
    'stands',
  ],
  [
    'where the score falls below what is asked',
    { ...ITEM, critical: [], go: [row('S', { score: 100 })] },
    facts(health(true)),
    facts(health(false)),
    'void',
    'Row S: this is not met any more',
  ],
  [
    'where it applies no more',
    {
      items: [item('i', [{ id: 'c', when: 'http.home.ok', ...HEALTH }])],
      critical: [row('C', { item: 'i' })],
    },
    facts(health(true), home(true)),
    facts(health(true), home(false)),
    'stands',
  ],
  [
    'where it applies now, and fails',
    {
      items: [item('i', [{ id: 'c', when: 'http.home.ok', ...HEALTH }])],
      critical: [row('C', { item: 'i' })],
    },
    facts(health(false), home(false)),
    facts(health(false), home(true)),
    'void',
  ],
  [
    'where whether it applies is not known',
    {
      items: [item('i', [{ id: 'c', when: 'http.home.ok', ...HEALTH }])],
      critical: [row('C', { item: 'i' })],
    },
    facts(health(true), home(false)),
    facts(health(true)),
    'suspended',
  ],
  // What people said.
  [
    "where 'still true' was said, by another and for longer",
    { go: [row('G', OWNER)] },
    said('met'),
    said('met', {
      id: 's2',
      by: 'user:default/bob',
      at: days(0),
      expiresAt: days(60),
      renews: 's1',
    }),
    'stands',
  ],
  [
    'where the evidence is another',
    { go: [row('G', OWNER)] },
    said('met'),
    said('met', { link: 'https://y' }),
    'void',
    `Row G: what is stated of ${WEB.ref} is another than what was signed`,
  ],
  [
    'where the opposite was stated',
    { go: [row('G', OWNER)] },
    said('met'),
    said('not-met'),
    'void',
  ],
  [
    'where it is stated first',
    { go: [row('G', OWNER)] },
    {},
    said('met'),
    'stands',
  ],
  [
    'where a statement has expired',
    { go: [row('G', OWNER)] },
    said('met'),
    { ...said('met'), now: NOW + 31 * DAY },
    'suspended',
  ],
  [
    'where a statement was withdrawn',
    { go: [row('G', OWNER)] },
    said('met'),
    {},
    'suspended',
  ],
  [
    'where what a statement is bound to changed',
    {
      go: [row('G', { attest: { role: 'owner', boundTo: 'http.health.n' } })],
    },
    {
      ...facts(fact('http.health', { n: 1 })),
      ...said('met', { boundTo: { fact: 'http.health', hash: digestOf(1) } }),
    },
    {
      ...facts(fact('http.health', { n: 2 })),
      ...said('met', { boundTo: { fact: 'http.health', hash: digestOf(1) } }),
    },
    'suspended',
  ],
  [
    'where it was stated anew of what it is bound to now',
    {
      go: [row('G', { attest: { role: 'owner', boundTo: 'http.health.n' } })],
    },
    {
      ...facts(fact('http.health', { n: 1 })),
      ...said('met', { boundTo: { fact: 'http.health', hash: digestOf(1) } }),
    },
    {
      ...facts(fact('http.health', { n: 2 })),
      ...said('met', { boundTo: { fact: 'http.health', hash: digestOf(2) } }),
    },
    'void',
  ],
  [
    'where another statement is one that nobody hears',
    { go: [row('G', { anyOf: [HEALTH, OWNER] })] },
    { ...facts(health(true)), ...said('met') },
    { ...facts(health(true)), ...said('not-met') },
    'stands',
  ],
  [
    "where another 'not in use' is stated",
    {
      items: [item('G', [{ id: 'c', when: 'http.home.ok', ...HEALTH }])],
      critical: [row('C', { item: 'G' })],
    },
    said('not-in-use'),
    said('not-in-use', { note: 'gone since May' }),
    'void',
  ],
  [
    "where 'not in use' has expired",
    {
      items: [item('G', [{ id: 'c', when: 'http.home.ok', ...HEALTH }])],
      critical: [row('C', { item: 'G' })],
    },
    said('not-in-use'),
    {},
    'suspended',
  ],
  // Exceptions.
  [
    'where an exception was made',
    ITEM,
    facts(health(true)),
    { ...facts(health(true)), ...excepted('i') },
    'void',
    'i: an exception was made: agreed',
  ],
  [
    'where an exception was made beside what decides',
    { ...ITEM, critical: [row('C', HOME)] },
    facts(health(true), home(true)),
    { ...facts(health(true), home(true)), ...excepted('i') },
    'void',
  ],
  [
    'where the same exception goes on for longer',
    ITEM,
    { ...facts(health(true)), ...excepted('i') },
    {
      ...facts(health(true)),
      ...excepted('i', {
        id: 'w2',
        approvedAt: days(0),
        expiresAt: days(60),
      }),
    },
    'stands',
  ],
  [
    'where an exception to what passes has ended',
    ITEM,
    { ...facts(health(true)), ...excepted('i') },
    {
      ...facts(health(true)),
      ...excepted('i'),
      now: NOW + DAY / 2,
      waivers: [],
    },
    'stands',
  ],
  [
    'where the exception to what fails has ended',
    {
      items: [item('i', [{ id: 'c', ...HEALTH }], { waivable: true })],
      critical: [row('C', { item: 'i' })],
    },
    { ...facts(health(false)), ...excepted('i') },
    facts(health(false)),
    'void',
  ],
  [
    'where the exception to a failing row has ended',
    { go: [row('G', HEALTH, { waivable: true })] },
    { ...facts(health(false)), ...excepted('G') },
    facts(health(false)),
    'void',
  ],
  [
    'where the exception to a row has ended, whose item fails',
    { ...ITEM, critical: [row('C', { item: 'i' }, { waivable: true })] },
    { ...facts(health(false)), ...excepted('C') },
    facts(health(false)),
    'void',
  ],
  [
    'where the exception to a row has ended that is not verified',
    { go: [row('G', HEALTH, { waivable: true })] },
    excepted('G'),
    {},
    'suspended',
  ],
  [
    'where what a waiver hid in one row fails in another',
    {
      ...ITEM,
      critical: [row('C', { item: 'i' }, { waivable: true })],
      go: [row('G', { item: 'i' })],
    },
    { ...facts(health(true)), ...excepted('C') },
    { ...facts(health(false)), ...excepted('C') },
    'void',
  ],
];

describe('a sign-off', () => {
  it.each(
    ROWS.map(([name, written, before, after, state, reason]) => ({
      name,
      written,
      before,
      after,
      expected: { state, ...(reason !== undefined && { reasons: [reason] }) },
    })),
  )('$expected.state: $name', ({ written, before, after, expected }) => {
    const signed = contents(written, before).owner;
    const current = contents(written, after).owner;
    expect(compareSignOff(signed, current)).toMatchObject(expected);
  });

  it('is nothing to a role that what fails does not concern', () => {
    const written: Written = {
      items: [
        item('i', [{ id: 'c', role: 'security', ...HEALTH }]),
        item('j', [{ id: 'c', ...HOME }]),
      ],
      go: [row('G', { allOf: [{ item: 'i' }, { item: 'j' }] })],
    };
    const before = contents(written, facts(health(true), home(true)));
    const after = contents(written, facts(health(false), home(true)));
    expect(compareSignOff(before.owner, after.owner).state).toBe('stands');
    expect(compareSignOff(before.security, after.security).state).toBe('void');
  });

  it('says all that it is void for, and of what is unknown nothing', () => {
    const written: Written = {
      go: [
        row('G', HEALTH),
        row('H', { check: '!http.health.ok' }),
        row('M', HOME),
      ],
    };
    const before = contents(written, facts(health(true), home(true)));
    const after = contents(written, facts(health(false)));
    expect(compareSignOff(before.owner, after.owner)).toEqual({
      state: 'void',
      reasons: ['Row G: this is not met any more'],
    });
  });

  it('of another version of the checklist is void, for that', () => {
    const before = contents(ITEM, facts(health(true)));
    const after = contents({ ...ITEM, version: '2' }, facts(health(false)));
    expect(compareSignOff(before.owner, after.owner)).toEqual({
      state: 'void',
      reasons: ['The checklist is version 2, and was 1'],
    });
  });

  it.each<[string, Partial<Pinned>, string]>([
    [
      'version of a release',
      { releases: [{ entityRef: API.ref, version: '2.4.1', commit: 'aaa' }] },
      `The release of ${API.ref} is another: 2.4.1`,
    ],
    [
      'commit of a release',
      { releases: [{ entityRef: API.ref, version: '2.4.0', commit: 'bbb' }] },
      `The release of ${API.ref} is another: 2.4.0`,
    ],
    ['release', { releases: [] }, `No release of ${API.ref} is named any more`],
    [
      'member',
      { members: [API.ref, 'component:default/new'] },
      'component:default/new is a member now',
    ],
    ['member less', { members: [] }, `${API.ref} is a member no more`],
    [
      'member of a target',
      { targets: { api: [API.ref, WEB.ref] } },
      'The target api has other members',
    ],
    [
      'declared annotation',
      { declared: { [API.ref]: { 'production-readiness/features': 'redis' } } },
      `${API.ref} declares something else`,
    ],
    [
      'checklist',
      { checklist: { id: 'other', version: '1', digest: 'abc' } },
      'The checklist is another than it was: other 1',
    ],
    [
      'checklist of the same version',
      { checklist: { id: 'test', version: '1', digest: 'xyz' } },
      'The checklist is another than it was: test 1',
    ],
  ])('for another %s than is pinned is void', (_, pinned, reason) => {
    const before = contents(ITEM);
    const after = contents(ITEM, {}, { ...PINNED, ...pinned });
    expect(compareSignOff(before.owner, after.owner)).toEqual({
      state: 'void',
      reasons: [reason],
    });
  });

  it('for the same pinned in another order stands', () => {
    const two = [API.ref, WEB.ref];
    const pinned = { ...PINNED, members: two, targets: { api: two } };
    const turned = {
      ...pinned,
      members: [...two].reverse(),
      targets: { api: [...two].reverse() },
    };
    expect(
      compareSignOff(
        contents(ITEM, {}, pinned).owner,
        contents(ITEM, {}, turned).owner,
      ),
    ).toEqual({ state: 'stands' });
  });

  it('suspends what is not evaluated any more', () => {
    const signed = contents(ITEM, facts(health(true))).owner;
    expect(compareSignOff(signed, { ...signed, standings: [] })).toEqual({
      state: 'suspended',
      reasons: [
        `Row C: whether 'It answers' passes on ${WEB.ref} is not known now`,
      ],
    });
  });
});

it('covers no times and no values that were read', () => {
  const written: Written = {
    ...ITEM,
    go: [
      row('G', { attest: { role: 'owner', boundTo: 'http.health' } }),
      row('W', { check: 'http.home.secret' }),
    ],
  };
  const read = fact('http.health', { ok: true, secret: 'hunter2' });
  const text = JSON.stringify(
    contents(written, {
      ...facts(read, miss('http.home', 'waiting-for-traffic')),
      ...said('met', { boundTo: { fact: 'http.health', hash: read.hash } }),
      ...excepted('i'),
    }),
  );
  expect(text).toContain(read.hash);
  expect(text).toContain('agreed');
  expect(text).not.toContain('hunter2');
  expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
});
