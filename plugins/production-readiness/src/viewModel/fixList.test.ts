import { API, kamiyoItems } from '../testing/kamiyoItems';
import { criterion, item, type ResultSpec } from '../testing/results';
import { fixList } from './fixList';

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

it('puts critical items first and keeps the order otherwise', () => {
  const items = [
    failing('a.1', {}, [{}]),
    failing('a.2', { critical: true }, [{}]),
    failing('a.3', {}, [{}]),
    failing('a.4', { critical: true }, [{}]),
  ];
  expect(fixList(items).map(each => each.item.id)).toEqual([
    'a.2',
    'a.4',
    'a.1',
    'a.3',
  ]);
});

it('holds nothing but what is known to be wrong', () => {
  expect(fixList(kamiyoItems()).map(each => each.item.status)).toEqual([
    'fail',
    'fail',
  ]);
});

it.each<[string, Partial<ResultSpec>[], string, number, string[]]>([
  [
    'the message of the first failing criterion',
    [{ message: 'port 80 answers 200' }, { message: 'other' }],
    'port 80 answers 200',
    1,
    ['owner', 'security'],
  ],
  [
    'of its leaf, where the result has none',
    [{ leaf: { message: 'from the leaf' } }],
    'from the leaf',
    0,
    ['owner'],
  ],
  ['its text, where nobody says more', [{}], 'criterion 0', 0, ['owner']],
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
    'csp = null · Expected: a header',
    0,
    ['owner'],
  ],
  [
    'its text before a bare expectation, where what was found is long',
    [{ message: 'Expected: a header', leaf: { expected: 'a header' } }],
    'criterion 0 · Expected: a header',
    0,
    ['owner'],
  ],
  [
    'skips criteria that pass',
    [{ status: 'pass' }, { message: 'second' }],
    'second',
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
