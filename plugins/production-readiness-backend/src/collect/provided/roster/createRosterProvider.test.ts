import { ConfigReader } from '@backstage/config';
import type { OutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  component,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createProvidedCollectors, ProviderRegistry } from '..';

const KAMIYO = component({ name: 'kamiyo' });
const WEEKLY = { start: '2026-06-01T09:00:00Z', every: 'P7D' };
const [ADA, GRACE, MARGARET] = ['ada', 'grace', 'margaret'].map(
  name => `user:default/${name}`,
);

/** The collector of a backend that has no module of a vendor. */
function onCall(roster: object[], more: object = {}) {
  return createProvidedCollectors({
    config: new ConfigReader({
      productionReadiness: { onCall: { roster, ...more } },
    } as any),
    providers: new ProviderRegistry(),
    outgoing: {} as OutgoingGuard,
  }).find(({ id }) => id === 'oncall')!;
}

const ask = (
  roster: object[],
  key: string,
  { at = '2026-06-03T00:00:00Z', params = {} } = {},
): Promise<any> =>
  collectOne(onCall(roster), params, {
    key,
    entity: KAMIYO,
    now: new Date(at),
  });

const TURNS = [
  { level: 1, people: [ADA, GRACE], rotation: WEEKLY },
  { level: 2, people: [MARGARET] },
];

describe('a roster', () => {
  it.each([
    ['before the first turn', '2026-06-01T08:59:59Z', []],
    ['at its first moment', '2026-06-01T09:00:00Z', [ADA]],
    ['at its last moment', '2026-06-08T08:59:59Z', [ADA]],
    ['in the next turn', '2026-06-08T09:00:00Z', [GRACE]],
    ['when it begins anew', '2026-06-15T09:00:00Z', [ADA]],
  ])('says who is on call %s', async (_, at, primary) => {
    const { value } = await ask(TURNS, 'now', { at });
    expect(value).toEqual({ primary, secondary: [MARGARET], gaps: [] });
  });

  it('says when nobody will be', async () => {
    const roster = [
      { level: 1, people: [ADA], until: '2026-06-05T00:00:00Z' },
      {
        level: 1,
        people: [GRACE],
        rotation: WEEKLY,
        from: '2026-06-06T00:00:00Z',
        until: '2026-06-09T12:00:00Z',
      },
    ];
    const { value } = await ask(roster, 'now', { params: { coverDays: '7' } });
    expect(value).toEqual({
      primary: [ADA],
      secondary: [],
      gaps: [
        {
          from: '2026-06-05T00:00:00.000Z',
          until: '2026-06-06T00:00:00.000Z',
        },
        {
          from: '2026-06-09T12:00:00.000Z',
          until: '2026-06-10T00:00:00.000Z',
        },
      ],
    });
  });

  it('has no gap where turns follow each other', async () => {
    const { value } = await ask(TURNS, 'now', { params: { coverDays: 90 } });
    expect(value.gaps).toEqual([]);
  });

  it('has a rule for each level', async () => {
    const { value } = await ask(TURNS, 'policy');
    expect(value).toEqual({ name: null, rules: 2 });
  });

  it.each([
    [['sms'], ['voice'], 2],
    [['sms'], ['email', 'push'], undefined],
    [['sms'], [], undefined],
  ])(
    'vouches for phones where all have one: %j and %j',
    async (first, second, people) => {
      const roster = [
        { level: 1, people: [{ person: ADA, contacts: first }] },
        { level: 2, people: [{ person: GRACE, contacts: second }] },
      ];
      const outcome = await ask(roster, 'phones');
      expect(outcome.value?.reachedByPhone).toBe(people);
      expect(outcome.miss?.cause).toBe(
        people === undefined ? 'waiting-for-person' : undefined,
      );
    },
  );

  it.each(['service', 'testPage', 'launchIncidents'])(
    'leaves %s to others, for it knows none',
    key => {
      const collector = onCall(TURNS);
      expect(collector.factNotConnected!(KAMIYO, { key, params: {} })).toMatch(
        'The roster of the configuration knows no',
      );
    },
  );

  it('is not for an entity that it does not name', () => {
    const why = (entities: string[]) =>
      onCall([{ level: 1, people: [ADA], entities }]).factNotConnected!(
        KAMIYO,
        {
          key: 'now',
          params: {},
        },
      );
    expect(why(['system:default/other'])).toContain(
      'has nobody for this entity',
    );
    expect(why(['Component:default/Kamiyo'])).toBeUndefined();
  });

  it.each<[object[], string]>([
    [[], 'onCall.roster cannot be used'],
    [[{ level: 0, people: [ADA] }], 'level'],
    [
      [{ level: 1, people: ['+44 20 7946 0018'] }],
      'must be the ref of a person',
    ],
    [
      [{ level: 1, people: [ADA], rotation: { ...WEEKLY, every: 'PT1M' } }],
      'hour',
    ],
    [
      [{ level: 1, people: [ADA], from: '2026-02-01', until: '2026-01-01' }],
      'after from',
    ],
    [[{ level: 1, people: [ADA], phone: '1' }], 'phone'],
  ])('that cannot be read stops the start-up: %j', (roster, reason) => {
    expect(() => onCall(roster)).toThrow(reason);
  });
});

describe('the provider of on-call', () => {
  it('is named by configuration, whatever else is there', () => {
    const collector = onCall(TURNS, { provider: 'pagerduty' });
    expect(
      collector.factNotConnected!(KAMIYO, { key: 'now', params: {} }),
    ).toContain("no module of this backend provides 'pagerduty'");
  });

  it('that nobody provides stops the start-up', () => {
    expect(() => onCall(TURNS, { provider: 'pagerdutty' })).toThrow(
      "names the provider 'pagerdutty', which provides no oncall; name one of: pagerduty, roster",
    );
  });

  it('is nobody without configuration', () => {
    const [collector] = createProvidedCollectors({
      config: new ConfigReader({}),
      providers: new ProviderRegistry(),
      outgoing: {} as OutgoingGuard,
    }).filter(({ id }) => id === 'oncall');
    expect(
      collector.factNotConnected!(KAMIYO, { key: 'now', params: {} }),
    ).toContain('names no provider, and there is no roster');
  });

  it('is asked nothing that has no name', () => {
    expect(
      onCall(TURNS).factNotConnected!(KAMIYO, { key: 'weather', params: {} }),
    ).toContain("'weather' names nothing");
  });
});
