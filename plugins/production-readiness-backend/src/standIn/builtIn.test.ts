import { criterionSources } from '@production-readiness/backstage-plugin-production-readiness-engine';
import {
  startBuiltInWorld,
  type BuiltInDefect,
} from './__testUtils__/builtInWorld';
import { DEGRADED } from './__testUtils__/degraded';
import { criteriaOf, type Became } from './__testUtils__/kamiyoWorld';
import { standInModule } from './__testUtils__/standInModule';

/** Collectors that ask KAMIYO itself: its sites, names, repository and catalog. */
const COLLECTORS = [
  'burst',
  'catalog',
  'dns',
  'doc',
  'http',
  'openapi',
  'page',
  'repo',
  'tls',
  'websocket',
];

/** Criteria that read one of them and that nothing it says can turn, and why. */
const NEVER_TURNED: Record<string, string> = {};

/**
 * Facts that stay a miss while all is well: another one of their anyOf says what
 * is asked for.
 */
const SILENT = ['page.acceptableUseInTerms', 'page.bannerOptOut'];

function further(): Record<string, BuiltInDefect> {
  return standInModule('further/index.mjs').FURTHER_DEFECTS;
}

/** The defects of the state 'degraded', whose sites ask for their names. */
const degraded = Object.entries(DEGRADED).map(
  ([name, rows]): [string, BuiltInDefect] => [
    name,
    {
      title: name,
      fails: [...new Set(rows.map(row => row.split(' ')[0]))],
      asks: /certificate|tls/.test(name)
        ? ['tls', 'http']
        : ['http', 'page', 'openapi'],
    },
  ],
);
const defects = [...degraded, ...Object.entries(further())];

describe('KAMIYO of the stand-in, by the built-in collectors', () => {
  let world: Awaited<ReturnType<typeof startBuiltInWorld>>;
  /** Criteria that inherit from others, which are judged where they are. */
  let inherits: (id: string) => boolean;

  beforeAll(async () => {
    world = await startBuiltInWorld();
    const derived = world.checklist.items
      .flatMap(item => item.criteria)
      .filter(
        ({ verify }) =>
          !/"(check|attest|report)":/.test(JSON.stringify(verify)),
      )
      .map(({ id }) => id);
    inherits = id => derived.includes(id);
  }, 60_000);
  afterAll(() => world?.stop());

  it('lets every fact be collected', () => {
    const troubled = world.healthy.filter(
      ({ error, miss, fact }) => error || (miss && !SILENT.includes(fact)),
    );
    expect(
      troubled.map(
        ({ entityRef, fact, error, miss }) =>
          `${entityRef} ${fact}: ${(error ?? miss)?.message}`,
      ),
    ).toEqual([]);
  });

  it('has no criterion fail while all is well', () => {
    const failing = [...criteriaOf(world.before())].filter(
      ([, { status }]) => status === 'fail',
    );
    expect(Object.fromEntries(failing)).toEqual({});
  });

  it.each(defects)(
    'has %s found by exactly the criteria that speak of it',
    async (name, defect) => {
      const { unknown = [] } = defect;
      const fails = defect.fails.filter(id => !inherits(id));
      const before = criteriaOf(world.before(defect));
      const after = criteriaOf(await world.after(name, defect));
      const direct = [...after].filter(
        ([id, now]) => !inherits(id) && isTurned(before.get(id)!, now),
      );
      const said = (wanted: string) =>
        direct
          .filter(([, { status }]) => status === wanted)
          .map(([id]) => id)
          .sort();
      expect({
        fails: said('fail'),
        unknown: said('unknown'),
      }).toEqual({
        fails: [...fails].sort(),
        unknown: [...unknown].sort(),
      });
      expect(direct).toHaveLength(fails.length + unknown.length);
      expect(direct).not.toHaveLength(0);
      const causes = unknown.flatMap(id => after.get(id)!.causes);
      expect([...new Set(causes)].sort()).toEqual(
        unknown.length === 0
          ? []
          : [...(defect.causes ?? ['waiting-for-person'])].sort(),
      );
    },
  );

  it('has a defect for each criterion that reads it', () => {
    const found = defects.flatMap(([, { fails, unknown = [] }]) => [
      ...fails,
      ...unknown,
    ]);
    const missed = [...criterionSources(world.compiled)]
      .filter(([, sources]) => sources.some(id => COLLECTORS.includes(id)))
      .map(([id]) => id)
      .filter(id => !inherits(id) && !found.includes(id));
    expect(missed).toEqual(Object.keys(NEVER_TURNED).sort());
  });
});

/** Its status is another; or what was unknown for want of a person is so for want of a fact. */
function isTurned(before: Became, now: Became): boolean {
  return (
    before.status !== now.status ||
    (now.status === 'unknown' && before.checksHold && !now.checksHold)
  );
}
