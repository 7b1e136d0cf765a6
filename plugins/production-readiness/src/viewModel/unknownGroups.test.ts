import { API, FRONTEND, kamiyoItems } from '../testing/kamiyoItems';
import { criterion, item, type ResultSpec } from '../testing/results';
import { linesOfGroups, unknownLines } from './unknownGroups';

function unknown(id: string, results: Partial<ResultSpec>[]) {
  return item({
    id,
    title: id,
    criteria: [
      criterion({
        id: `${id}/1`,
        text: 'c',
        results: results.map((each, index) => ({
          entityRef: index ? FRONTEND : API,
          status: 'unknown',
          ...each,
        })),
      }),
    ],
  });
}

it('makes one line a collector, and one line of all that waits for people', () => {
  expect(
    unknownLines(kamiyoItems()).map(({ key, items, parties, reports }) => [
      key,
      items.length,
      parties,
      reports,
    ]),
  ).toEqual([
    ['not-connected:render', 7, [{ who: 'platform-team', items: 7 }], []],
    [
      'waiting-for-person',
      6,
      [
        { who: 'security', items: 3 },
        { who: 'sre', items: 3 },
      ],
      [],
    ],
    [
      'waiting-for-report',
      3,
      [{ who: 'owner', items: 3 }],
      ['pip-audit', 'junit', 'k6'],
    ],
    ['not-connected:stripe', 2, [{ who: 'platform-team', items: 2 }], []],
    ['not-connected:sentry', 1, [{ who: 'platform-team', items: 1 }], []],
  ]);
});

it('counts an item once a line, however many entities are unknown', () => {
  const lines = unknownLines([
    unknown('a.1', [
      { cause: 'expired', who: 'owner' },
      { cause: 'expired', who: 'owner' },
    ]),
  ]);
  expect(lines).toEqual([
    expect.objectContaining({
      items: ['a.1'],
      parties: [{ who: 'owner', items: 1 }],
    }),
  ]);
});

it('puts an item with two causes into both lines', () => {
  const lines = unknownLines([
    unknown('a.1', [
      { cause: 'not-connected', collector: 'render' },
      { cause: 'waiting-for-time' },
    ]),
  ]);
  expect(lines.map(each => each.key)).toEqual([
    'not-connected:render',
    'waiting-for-time',
  ]);
});

it('leaves out unknowns of an item that fails: it is on the other list', () => {
  expect(
    unknownLines([
      unknown('a.1', [{ status: 'fail' }, { cause: 'not-connected' }]),
    ]),
  ).toEqual([]);
});

it('names reports only where a report is waited for', () => {
  const leaf = { kind: 'report', report: 'k6' } as const;
  expect(
    unknownLines([
      unknown('a.1', [
        { cause: 'waiting-for-person', leaf },
        { cause: 'waiting-for-report', leaf },
      ]),
    ]).map(each => [each.cause, each.reports]),
  ).toEqual([
    ['waiting-for-person', []],
    ['waiting-for-report', ['k6']],
  ]);
});

it('says hidden where the reader may not know the cause', () => {
  expect(unknownLines([unknown('a.1', [{}])])[0].cause).toBe('hidden');
});

it('makes the same lines of the server’s groups', () => {
  expect(
    linesOfGroups([
      {
        cause: 'waiting-for-person',
        who: 'sre',
        items: ['a', 'b'],
        count: 4,
      },
      { cause: 'waiting-for-person', who: 'security', items: ['b'], count: 1 },
      {
        cause: 'not-connected',
        who: 'platform-team',
        source: 'render',
        items: ['c'],
        count: 2,
      },
      {
        cause: 'waiting-for-report',
        who: 'owner',
        source: 'k6',
        items: ['d'],
        count: 1,
      },
    ]).map(({ key, items, parties, reports }) => ({
      key,
      items,
      parties,
      reports,
    })),
  ).toEqual([
    {
      key: 'waiting-for-person',
      items: ['a', 'b'],
      parties: [
        { who: 'sre', items: 2 },
        { who: 'security', items: 1 },
      ],
      reports: [],
    },
    {
      key: 'not-connected:render',
      items: ['c'],
      parties: [{ who: 'platform-team', items: 1 }],
      reports: [],
    },
    {
      key: 'waiting-for-report',
      items: ['d'],
      parties: [{ who: 'owner', items: 1 }],
      reports: ['k6'],
    },
  ]);
});
