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
import type { StoredFact } from './types';

const API = 'component:default/kamiyo-api';

describe('FactStore', () => {
  const { ids, createStore } = storeDatabases();

  async function withFact(id: (typeof ids)[number]) {
    const store = await createStore(id);
    const member = entityColumns({ entityRef: API, kind: 'component' });
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await store.members.replace(
      SUBJECT,
      [memberRow(), memberRow({ ...member, isSubject: false })],
      START,
    );
    await store.facts.save([storedFact()], START);
    return store;
  }

  it.each(ids)('answers the same state while nothing changes, %p', async id => {
    const { facts } = await withFact(id);
    const before = await facts.stateForSubject(SUBJECT, START);
    await facts.save([storedFact()], later(1));
    await facts.save([storedFact({ entityRef: 'component:a/b' })], later(1));
    expect(await facts.stateForSubject(SUBJECT, later(1))).toBe(before);
  });

  it.each(ids)(
    'lists the answers to requests, whoever reads them, %p',
    async id => {
      const { facts } = await withFact(id);
      const other = storedFact({ request: 'request-2', hash: 'hash-2' });
      await facts.save([other], START);
      expect(await facts.listForRequests([other])).toEqual([other]);
      expect(await facts.listForSubject(SUBJECT)).toEqual([]);
      expect(await facts.listForRequests([])).toEqual([]);
    },
  );

  const changes: [string, Partial<StoredFact>][] = [
    ['other content', { hash: 'hash-2', value: { status: 500 } }],
    ['a newer time alone', { collectedAt: later(1).toISOString() }],
    ['an error', { error: { message: 'refused', at: START.toISOString() } }],
    ['one more fact', { fact: 'http.home' }],
  ];
  it.each(ids.flatMap(id => changes.map(change => [id, ...change] as const)))(
    'answers another state after a change, %p: %s',
    async (id, _name, change) => {
      const { facts } = await withFact(id);
      const before = await facts.stateForSubject(SUBJECT, START);
      await facts.save([storedFact(change)], later(1));
      expect(await facts.stateForSubject(SUBJECT, START)).not.toBe(before);
    },
  );

  it.each(ids)(
    'answers another state once a fact is due again, %p',
    async id => {
      const { facts } = await withFact(id);
      const at = (ms: number) => facts.stateForSubject(SUBJECT, later(ms));
      expect(await at(299_999)).toBe(await at(0));
      expect(await at(300_000)).not.toBe(await at(0));
    },
  );
});
