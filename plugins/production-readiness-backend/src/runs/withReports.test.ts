import { storedFact } from '../store/__testUtils__/samples';
import { withReports } from './withReports';

const DB = 'resource:default/db';
const OTHER = 'resource:default/other';

describe('facts that reports stand for', () => {
  const pushed = storedFact({ entityRef: DB, fact: 'pg.ssl', collector: 'pg' });
  const inputs = {
    reports: [pushed],
    standsFor: [{ entityRef: DB, collector: 'pg' }],
    unpushed: [{ source: 'report:k6', entityRef: DB, message: 'no one' }],
  };

  it('take the place of what the collector found of the entity, and of nothing else', () => {
    const measured = storedFact({
      entityRef: DB,
      fact: 'pg.size',
      collector: 'pg',
    });
    const elsewhere = { ...measured, entityRef: OTHER };
    const http = storedFact({ entityRef: DB });
    const { facts } = withReports(
      { facts: [measured, elsewhere, http], notConnected: [] },
      { inputs, entityRefs: [DB, OTHER] },
    );
    expect(facts).toEqual([elsewhere, http, pushed]);
  });

  it('connect the source for that entity, and for no other', () => {
    const { notConnected } = withReports(
      {
        facts: [],
        notConnected: [
          { source: 'pg', message: '' },
          { source: 'pg', entityRef: DB, message: 'no connection' },
          { source: 'github', message: '' },
        ],
      },
      { inputs, entityRefs: [DB, OTHER] },
    );
    expect(notConnected).toEqual([
      { source: 'pg', entityRef: OTHER, message: '' },
      { source: 'github', message: '' },
      { source: 'report:k6', entityRef: DB, message: 'no one' },
    ]);
  });
});
