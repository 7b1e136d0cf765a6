import { storedFact } from '../store/__testUtils__/samples';
import { withReports } from './withReports';

const DATABASE = 'resource:default/db';
const API = 'component:default/api';
const collected = (entityRef: string) =>
  storedFact({ entityRef, fact: 'pg.ssl', collector: 'pg' });
const pushed = storedFact({
  entityRef: DATABASE,
  fact: 'pg.ssl',
  collector: 'pg',
  value: { pushed: true },
});
type Reported = Parameters<typeof withReports>[1]['inputs'];
const none: Reported = { reports: [], standsFor: [], unpushed: [] };
const standsFor = [{ entityRef: DATABASE, collector: 'pg' }];

describe('one source per fact and entity (2.5)', () => {
  const facts = [
    collected(DATABASE),
    collected(API),
    storedFact({ entityRef: DATABASE, fact: 'http.home', collector: 'http' }),
  ];
  const read = (inputs: Partial<Reported>) =>
    withReports(
      { facts, notConnected: [] },
      { inputs: { ...none, ...inputs }, entityRefs: [API, DATABASE] },
    ).facts.map(({ entityRef, fact, value }) => [entityRef, fact, value]);
  const found = facts.map(({ entityRef, fact, value }) => [
    entityRef,
    fact,
    value,
  ]);

  it('is the collector where nobody is to push', () => {
    expect(read({})).toEqual(found);
  });

  it('is what is pushed where somebody is to: what was collected does not count', () => {
    expect(read({ reports: [pushed], standsFor })).toEqual([
      ...found.slice(1),
      [DATABASE, 'pg.ssl', { pushed: true }],
    ]);
  });

  it('is nothing until it is pushed', () => {
    expect(read({ standsFor })).toEqual(found.slice(1));
  });
});

describe('what is not connected (4.2)', () => {
  const read = (entityRef?: string) =>
    withReports(
      {
        facts: [],
        notConnected: [{ source: 'pg', message: 'off', entityRef }],
      },
      { inputs: { ...none, standsFor }, entityRefs: [API, DATABASE] },
    ).notConnected;

  it.each<[string, string | undefined, unknown[]]>([
    [
      'holds for those that nobody pushes for',
      undefined,
      [{ source: 'pg', message: 'off', entityRef: API }],
    ],
    ['does not hold where what it gives is pushed', DATABASE, []],
    [
      'holds elsewhere',
      API,
      [{ source: 'pg', message: 'off', entityRef: API }],
    ],
  ])('%s', (_, entityRef, expected) => {
    expect(read(entityRef)).toEqual(expected);
  });

  it('holds of a report that nobody is declared to push', () => {
    const unpushed = [{ source: 'report:k6', message: '', entityRef: API }];
    const { notConnected } = withReports(
      { facts: [], notConnected: [] },
      { inputs: { ...none, unpushed }, entityRefs: [API] },
    );
    expect(notConnected).toEqual(unpushed);
  });
});
