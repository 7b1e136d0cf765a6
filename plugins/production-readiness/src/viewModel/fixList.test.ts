import { API, kamiyoItems } from '../testing/kamiyoItems';
import { criterion, item, type ResultSpec } from '../testing/results';
import { FACTS } from '../testing/scorecardFixture';
import { actedOnBy, fixList, type FixReason } from './fixList';
import { criteriaById } from './itemOfRef';

function failing(id: string, changes: object, results: Partial<ResultSpec>[]) {
  return item({
    id,
    title: id,
    criteria: results.map((each, index) =>
      criterion({
        id: `${id}/${index}`,
        text: `criterion ${index}`,
        role: index === 0 ? 'owner' : 'security',
        results: [{ entityRef: API, status: 'fail', ...each }],
      }),
    ),
    ...changes,
  });
}

function deciding(id: string) {
  const given = failing(id, {}, [{}]);
  given.criteria[0].decides = true;
  return given;
}

it('puts what decides first, in the order of the blockers, and what is merely critical not', () => {
  const items = [
    failing('a.1', { critical: true }, [{}]),
    deciding('a.2'),
    failing('a.3', {}, [{}]),
    deciding('a.4'),
    failing('a.5', {}, [{}]),
  ];
  const blocker = {
    kind: 'critical',
    id: 'C',
    title: '',
    message: '',
  } as const;
  const list = fixList(items, {
    blockers: [{ ...blocker, items: ['a.5', 'a.4'] }],
  });
  expect(list.map(each => [each.item.id, each.decides])).toEqual([
    ['a.5', true],
    ['a.4', true],
    ['a.2', true],
    ['a.1', false],
    ['a.3', false],
  ]);
});

it('speaks of the criterion that decides, and does not call an item deciding for one that passes', () => {
  const two = failing('a.1', {}, [{ message: 'a trifle' }, { message: 'it' }]);
  two.criteria[1].decides = true;
  const passing = failing('a.2', {}, [{ status: 'pass' }, {}]);
  passing.criteria[0].decides = true;
  expect(
    fixList([two, passing]).map(each => [each.decides, each.reason.text]),
  ).toEqual([
    [true, 'it'],
    [false, 'criterion 1'],
  ]);
});

it('shows a role what it acts on by what fails, not by what is unknown', () => {
  const entries = fixList([
    failing('a.1', {}, [{}]),
    failing('a.2', {}, [{ status: 'unknown', who: 'owner' }, {}]),
  ]);
  const ids = (roles?: string[]) =>
    actedOnBy(entries, roles).map(each => each.item.id);
  expect(ids(['owner'])).toEqual(['a.1']);
  expect(ids(['security'])).toEqual(['a.2']);
  expect(ids([])).toEqual([]);
  expect(ids(undefined)).toEqual(['a.1', 'a.2']);
});

it('follows a criterion to the one that it follows from', () => {
  const source = failing('a.1', {}, [{ message: 'port 80 answers 200' }]);
  const derived = failing('a.2', {}, [
    {
      message: 'criterion 0: port 80 answers 200',
      leaf: { kind: 'criterion', ref: 'a.1/0' },
    },
  ]);
  expect(
    fixList([derived], { criteria: criteriaById([source]) })[0].reason,
  ).toEqual({ text: 'port 80 answers 200' });
});

it('says of a silent service that it does not answer, and since when', () => {
  const key = `${API}|http.health`;
  const silent = failing('a.1', {}, [
    {
      leaf: {
        expected: '200',
        reads: [{ entityRef: API, fact: 'http.health', path: ['status'] }],
        values: [
          { entityRef: API, fact: 'http.health', path: 'status', value: null },
        ],
      },
    },
  ]);
  const since = '2026-11-22T11:00:00Z';
  const facts = {
    [key]: {
      ...FACTS[`${API}|http.plain`],
      silent: { since },
    },
  };
  expect(fixList([silent], { facts })[0].reason).toEqual({
    silence: { what: 'GET http://api.kamiyo.ai/', since },
    expected: '200',
  });
});

it('holds nothing but what is known to be wrong', () => {
  expect(fixList(kamiyoItems()).map(each => each.item.status)).toEqual([
    'fail',
    'fail',
  ]);
});

it.each<[string, Partial<ResultSpec>[], FixReason, number, string[]]>([
  [
    'the message of the first failing criterion',
    [{ message: 'port 80 answers 200' }, { message: 'other' }],
    { text: 'port 80 answers 200' },
    1,
    ['owner', 'security'],
  ],
  [
    'of its leaf, where the result has none',
    [{ leaf: { message: 'from the leaf' } }],
    { text: 'from the leaf' },
    0,
    ['owner'],
  ],
  [
    'its text, where nobody says more',
    [{}],
    { text: 'criterion 0' },
    0,
    ['owner'],
  ],
  [
    'what was found before a bare expectation',
    [
      {
        message: 'Expected: a header',
        leaf: {
          expected: 'a header',
          values: [
            { entityRef: API, fact: 'http.home', path: 'csp', value: null },
          ],
        },
      },
    ],
    {
      found: { label: 'Content-Security-Policy', value: null },
      expected: 'a header',
    },
    0,
    ['owner'],
  ],
  [
    'its text before a bare expectation, where what was found is long',
    [{ message: 'Expected: a header', leaf: { expected: 'a header' } }],
    { text: 'criterion 0', expected: 'a header' },
    0,
    ['owner'],
  ],
  [
    'skips criteria that pass',
    [{ status: 'pass' }, { message: 'second' }],
    { text: 'second' },
    0,
    ['security'],
  ],
])('reason: %s', (_, results, reason, more, roles) => {
  expect(fixList([failing('a.1', {}, results)])[0]).toMatchObject({
    reason,
    more,
    roles,
  });
});
