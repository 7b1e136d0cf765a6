import type { LaunchRecord } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { recordedReview } from '../decide/records/__testUtils__/samples';
import { verifyChain } from '../decide/records/verifyChain';
import { storeDatabases } from './__testUtils__/databases';
import { later, START } from './__testUtils__/samples';
import type { NewRecord } from './peopleTypes';
import { hashOf, NO_RECORD } from './RecordStore';
import type { Store } from './types';

function launch(changes: Partial<NewRecord> = {}): NewRecord {
  return {
    review: recordedReview(),
    content: {
      kind: 'launch',
      decision: 'f'.repeat(64),
      launchedAt: START.toISOString(),
      by: 'user:default/ada',
    },
    now: START,
    ...changes,
  };
}

const append = ({ knex, records }: Store, record: NewRecord) =>
  knex.transaction(tx => records.append(tx, record));

/** As one who owns the database may. */
async function dropGuards(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await knex.raw('alter table records disable trigger user');
    return;
  }
  await knex.raw('drop trigger records_no_update');
  await knex.raw('drop trigger records_no_delete');
}

describe('records in the store', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('are chained and kept as they were hashed, %p', async id => {
    const store = await createStore(id);
    const first = await append(store, launch());
    const second = await append(
      store,
      launch({
        review: recordedReview({ id: 'review-2' }),
        content: { kind: 'withdrawal', decision: 'd', reasons: ['ä \u0000 "'] },
        now: later(1000),
      }),
    );
    expect(first).toMatchObject({
      sequence: 1,
      previousHash: NO_RECORD,
      hash: hashOf(first.payload),
      kind: 'launch',
      at: START.toISOString(),
      reviewId: 'review-1',
      subjectRef: 'system:default/kamiyo',
      checklistId: 'kamiyo',
    });
    expect(second).toMatchObject({ sequence: 2, previousHash: first.hash });
    expect(await store.records.read('review-2')).toEqual([second]);
    const { payload, ...entry } = second;
    expect(await store.records.list('review-2')).toEqual([entry]);
    const held: LaunchRecord = JSON.parse(payload);
    expect(held).toMatchObject({
      schema: 'production-readiness/record/v1',
      id: second.id,
      sequence: 2,
      previousHash: first.hash,
      at: later(1000).toISOString(),
      kind: 'withdrawal',
      reasons: ['ä \u0000 "'],
    });
    expect(await store.records.listAfter(null, 1)).toEqual([first]);
    expect(await store.records.listAfter(1, 10)).toEqual([second]);
  });

  it.each(ids)('are only ever added, %p', async id => {
    const { knex, ...store } = await createStore(id);
    await append({ knex, ...store }, launch());
    const refused = /only ever added/;
    await expect(knex('records').update({ at: 'x' })).rejects.toThrow(refused);
    await expect(knex('records').delete()).rejects.toThrow(refused);
  });

  it.each(ids)(
    'that are appended at once follow one another, and what is rolled back leaves no gap, %p',
    async id => {
      const store = await createStore(id);
      const failing = store.knex.transaction(async tx => {
        await store.records.append(tx, launch());
        throw new Error('changed my mind');
      });
      const outcomes = await Promise.allSettled([
        failing,
        ...Array.from({ length: 12 }, () => append(store, launch())),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'rejected',
        ...Array(12).fill('fulfilled'),
      ]);
      expect(await verifyChain(store.records)).toMatchObject({
        ok: true,
        records: 12,
      });
    },
  );
});

describe('verifying the chain', () => {
  const { ids, createStore } = storeDatabases();

  async function threeRecords(id: (typeof ids)[number]) {
    const store = await createStore(id);
    const stored = [];
    for (let n = 0; n < 3; n++) stored.push(await append(store, launch()));
    await dropGuards(store.knex);
    const change = (sequence: number, columns: object) =>
      store.knex('records').where({ sequence }).update(columns);
    return { ...store, stored, change };
  }

  it.each(ids)('says how far it goes, and nothing of nothing, %p', async id => {
    const { records, stored } = await threeRecords(id);
    expect(await verifyChain(records)).toEqual({
      ok: true,
      records: 3,
      head: { sequence: 3, hash: stored[2].hash },
    });
    const empty = await createStore(id);
    expect(await verifyChain(empty.records)).toEqual({
      ok: true,
      records: 0,
      head: null,
    });
  });

  it.each(ids)(
    'finds every byte that is altered, and names the record, %p',
    async id => {
      const { knex, stored, change, records } = await threeRecords(id);
      const [, second] = stored;
      const row = await knex('records').where({ sequence: 2 }).first();
      const columns = Object.keys(row).filter(name => name !== 'sequence');
      expect(columns).toHaveLength(9);
      const missed: string[] = [];
      for (const column of columns) {
        const text: string = row[column];
        for (let at = 0; at < text.length; at++) {
          const other = text[at] === '0' ? '1' : '0';
          await change(2, {
            [column]: text.slice(0, at) + other + text.slice(at + 1),
          });
          const { ok, broken } = await verifyChain(records);
          if (ok || broken?.sequence !== 2) missed.push(`${column} ${at}`);
        }
        await change(2, { [column]: text });
      }
      expect(missed).toEqual([]);
      expect(second.payload.length).toBeGreaterThan(500);
      expect((await verifyChain(records)).ok).toBe(true);
    },
  );

  it.each(ids)('finds what is missing, moved or made up, %p', async id => {
    const { knex, stored, change, records } = await threeRecords(id);
    await change(2, { sequence: 9 });
    expect(await verifyChain(records)).toEqual({
      ok: false,
      records: 1,
      head: { sequence: 1, hash: stored[0].hash },
      broken: {
        id: stored[2].id,
        sequence: 2,
        reason: 'Record 2 is missing',
      },
    });
    await change(9, { sequence: 2 });

    // One who hashes anew what they changed still breaks the next link.
    const payload = stored[1].payload.replace('user:default/ada', 'user:x/eve');
    await change(2, { payload, hash: hashOf(payload) });
    expect(await verifyChain(records)).toMatchObject({
      broken: {
        sequence: 3,
        reason: 'It does not follow the record before it',
      },
    });
    await change(2, { payload: stored[1].payload, hash: stored[1].hash });

    await knex('records').where({ sequence: 1 }).delete();
    expect(await verifyChain(records)).toMatchObject({
      ok: false,
      records: 0,
      head: null,
      broken: { sequence: 1, reason: 'Record 1 is missing' },
    });
  });
});
