import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  coverageRows,
  isOpen,
  KINDS,
  needingPerson,
  type CoverageRow,
} from './__testUtils__/coverage';
import { startStandIn } from './__testUtils__/startStandIn';
import { loadKamiyo } from './__testUtils__/vendorWorld';

const LIMIT_MS = 120_000;

/** What a first run cannot know, and why. */
const WAITS_FOR_TIME = {
  'db.size-projection/growth-rate': 'a slope needs sizes of seven days',
};

const said = ({ id, open }: CoverageRow) =>
  open.map(
    ({ entity, cause, message }) => `${id} ${entity}: ${cause}, ${message}`,
  );

describe('the KAMIYO stand-in with all its vendors and reports, healthy', () => {
  let checklist: Checklist;
  let rows: CoverageRow[];

  beforeAll(async () => {
    checklist = await loadKamiyo();
    const standIn = await startStandIn('healthy');
    try {
      rows = coverageRows(
        checklist,
        await standIn.run('system/default/kamiyo'),
      );
    } finally {
      await standIn.stop();
    }
  }, LIMIT_MS);

  it('passes every criterion that machines or reports decide, or it does not apply', () => {
    const decided = rows.filter(({ kind }) =>
      ['automatic', 'report'].includes(kind),
    );
    expect(decided.length).toBeGreaterThan(300);
    expect(decided.filter(isOpen).flatMap(said)).toEqual([]);
  });

  it('leaves open exactly what needs a person, and what a first run cannot know', () => {
    const needsPerson = needingPerson(checklist);
    const wanted = rows
      .filter(({ id }) => needsPerson.has(id) || id in WAITS_FOR_TIME)
      .filter(({ status }) => status !== 'not-applicable');
    expect(rows.filter(isOpen).map(({ id }) => id)).toEqual(
      wanted.map(({ id }) => id),
    );
  });

  it('waits in these for the person alone', () => {
    const others = rows
      .filter(isOpen)
      .filter(({ open }) =>
        open.some(({ cause }) => cause !== 'waiting-for-person'),
      );
    expect(others.flatMap(said)).toEqual([]);
  });

  it('is verified as docs/coverage.md counts', () => {
    const count = (kind: string) =>
      rows.filter(row => row.kind === kind).length;
    expect(Object.fromEntries(KINDS.map(kind => [kind, count(kind)]))).toEqual({
      automatic: 283,
      'automatic + attested': 28,
      report: 60,
      'report + attested': 8,
      attested: 14,
      derived: 61,
    });
  });
});
