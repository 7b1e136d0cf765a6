import { API, FRONTEND, kamiyoItems } from '../testing/kamiyoItems';
import { criterion, item, type ResultSpec } from '../testing/results';
import { groupsOf } from '../testing/scorecardFixture';
import {
  causeOf,
  endedBy,
  itemsOfCause,
  linesOfGroups,
  reportsOf,
} from './unknownGroups';

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
    linesOfGroups(groupsOf(kamiyoItems())).map(
      ({ key, items, parties, reports }) => [
        key,
        items.length,
        parties,
        reports,
      ],
    ),
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

it('keeps an item that fails elsewhere: on every screen it has the same cause', () => {
  const failing = unknown('a.1', [
    { status: 'fail' },
    { cause: 'expired', who: 'owner' },
  ]);
  expect(linesOfGroups(groupsOf([failing]))[0].items).toEqual(['a.1']);
});

it('shows a role the groups that it can end', () => {
  const groups = groupsOf(kamiyoItems());
  const keys = (roles?: string[]) =>
    linesOfGroups(endedBy(groups, roles)).map(each => each.key);
  expect(keys(['security'])).toEqual(['waiting-for-person']);
  expect(keys([])).toEqual([]);
  expect(keys(undefined)).toHaveLength(5);
});

it('holds the items of a cause, or of one source of it', () => {
  const groups = groupsOf(kamiyoItems());
  expect(
    itemsOfCause(groups, { cause: 'not-connected', source: 'stripe' }),
  ).toEqual(new Set(['payment.stripe-live', 'payment.webhooks']));
  expect(itemsOfCause(groups, { cause: 'not-connected' }).size).toBe(10);
});

it('counts rows of the gate where no item is concerned', () => {
  expect(
    linesOfGroups([
      { cause: 'waiting-for-person', who: 'sre', items: [], count: 2 },
    ])[0],
  ).toMatchObject({ items: [], rows: 2 });
});

it('names reports only where a report is waited for', () => {
  const leaf = { kind: 'report', report: 'k6', truth: 'unknown' } as const;
  const [person, report] = unknown('a.1', [
    { cause: 'waiting-for-person', leaf },
    { cause: 'waiting-for-report', leaf },
  ]).criteria[0].entities;
  expect([reportsOf(person), reportsOf(report)]).toEqual([[], ['k6']]);
});

it('says hidden where the reader may not know the cause', () => {
  expect(causeOf(unknown('a.1', [{}]).criteria[0].entities[0])).toBe('hidden');
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
