import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  memberRow,
  PLACEHOLDER,
  START,
  storedFact,
  SUBJECT,
} from './__testUtils__/samples';

const API = 'component:default/kamiyo-api';
const at = (seconds: number) => later(seconds * 1000).toISOString();

describe('what Connections adds up', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('the health of each collector, %p', async id => {
    const { facts } = await createStore(id);
    const error = (message: string, seconds: number) => ({
      error: { message, at: at(seconds) },
    });
    await facts.save(
      [
        storedFact({ fact: 'http.ok', collectedAt: at(5) }),
        storedFact({ fact: 'http.old', ...error('first', 6) }),
        storedFact({ fact: 'http.new', ...error('second', 7) }),
        storedFact({
          fact: 'http.down',
          error: { message: 'no answer', at: at(9), cause: 'silent' },
        }),
        storedFact({
          fact: 'tls.never',
          collector: 'tls',
          value: undefined,
          ...error('refused', 3),
        }),
        storedFact({
          fact: 'dns.miss',
          collector: 'dns',
          value: undefined,
          miss: { cause: 'not-declared', message: 'nothing' },
        }),
      ],
      START,
    );
    expect(await facts.healthOfCollectors()).toEqual([
      {
        collector: 'dns',
        facts: 1,
        failing: 0,
        lastSuccessAt: START.toISOString(),
        lastError: null,
      },
      {
        collector: 'http',
        facts: 4,
        failing: 2,
        lastSuccessAt: at(5),
        lastError: { at: at(7), message: 'second', entityRef: API },
      },
      {
        collector: 'tls',
        facts: 1,
        failing: 1,
        lastSuccessAt: null,
        lastError: { at: at(3), message: 'refused', entityRef: API },
      },
    ]);
  });

  it.each(ids)(
    'the sources of who is in the catalog, page by page, %p',
    async id => {
      const { subjects, members, retention } = await createStore(id);
      await subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
      const sources = (wanted: number) => ({
        http: { wanted, notConnected: 0, reasons: [] },
      });
      const rows = Array.from({ length: 1005 }, (_, index) => {
        const entityRef = `component:default/c${String(index).padStart(
          5,
          '0',
        )}`;
        return memberRow({
          ...entityColumns({ entityRef }),
          isSubject: index === 0,
          sources: sources(index),
        });
      });
      await members.replace(SUBJECT, rows, START);

      const seen: number[] = [];
      const look = () =>
        members.listSources(member => seen.push(member.sources.http.wanted));
      await look();
      expect(seen).toEqual(rows.map((_, index) => index));

      await retention.markGone(SUBJECT.checklistId, [], START);
      seen.length = 0;
      await look();
      expect(seen).toEqual([]);
    },
  );
});
