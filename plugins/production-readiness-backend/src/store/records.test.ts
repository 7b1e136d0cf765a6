import type { LaunchRecord } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { recordedReview } from '../decide/records/__testUtils__/samples';
import { verifyChain } from '../decide/records/verifyChain';
import { storeDatabases } from './__testUtils__/databases';
import { later, START, SUBJECT } from './__testUtils__/samples';
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

const isPostgres = (knex: Knex) => knex.client.config.client === 'pg';

/** As one who owns the database may. */
async function dropGuards(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    await knex.raw('alter table records disable trigger user');
    return;
  }
  await knex.raw('drop trigger records_no_update');
  await knex.raw('drop trigger records_no_delete');
}

const overwrites = (knex: Knex) =>
  isPostgres(knex) ? 'insert' : 'insert or replace';
const truncates = (knex: Knex) =>
  isPostgres(knex) ? 'truncate records' : 'delete from records';

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
    const row = await knex('records').first();
    for (const taken of ['id', 'sequence', 'previous_hash']) {
      const other = { ...row, id: 'x', sequence: 7, previous_hash: 'x' };
      // As the database does it that has a shorter way to overwrite a row.
      const insert = knex('records').insert({ ...other, [taken]: row[taken] });
      await expect(
        knex.raw(`${insert}`.replace(/^insert/, overwrites(knex))),
      ).rejects.toThrow(/only ever added|duplicate key/);
    }
    expect(await knex('records')).toEqual([row]);
    await expect(knex.raw(truncates(knex))).rejects.toThrow(refused);
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

/** The text with another character at a place. */
function altered(text: string, at: number): string {
  const other = text[at] === '0' ? '1' : '0';
  return text.slice(0, at) + other + text.slice(at + 1);
}

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

  it.each(ids)('finds what is altered in any column, %p', async id => {
    const { knex, change, records } = await threeRecords(id);
    const row = await knex('records').where({ sequence: 2 }).first();
    const columns = Object.keys(row).filter(name => name !== 'sequence');
    expect(columns).toHaveLength(9);
    for (const column of columns) {
      await change(2, { [column]: altered(row[column], 0) });
      expect(await verifyChain(records)).toMatchObject({
        ok: false,
        records: 1,
        broken: { sequence: 2 },
      });
      await change(2, { [column]: row[column] });
    }
    expect((await verifyChain(records)).ok).toBe(true);
  });

  it('finds every byte that is altered, and names the record', async () => {
    const { stored } = await threeRecords(ids[0]);
    const missed: string[] = [];
    for (const [index, record] of stored.entries()) {
      for (const [field, text] of Object.entries(record)) {
        for (let at = 0; at < `${text}`.length; at++) {
          const other = altered(`${text}`, at);
          const read = [...stored];
          read[index] = {
            ...record,
            [field]: typeof text === 'number' ? Number(other) : other,
          };
          const { broken } = await verifyChain({
            listAfter: async () => read,
            findLost: async () => undefined,
          });
          if (broken?.sequence !== index + 1) missed.push(`${field} ${at}`);
        }
      }
    }
    expect(missed).toEqual([]);
    expect(stored[1].payload.length).toBeGreaterThan(500);
  });

  it.each(ids)('finds what is missing, moved or made up, %p', async id => {
    const { stored, change, ...store } = await threeRecords(id);
    const { knex, records } = store;
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

    // What is left of a chain that was cut off holds: a decision tells of it.
    await store.reviews.open(
      {
        ...SUBJECT,
        digest: 'digest-1',
        version: '1.0.0',
        plannedAt: START.toISOString(),
        separation: 'strict',
        pinned: recordedReview().pinned,
        openedBy: 'user:default/ada',
      },
      { by: null, kind: 'review-opened', now: START },
    );
    await knex('reviews').update({ record_id: stored[2].id });
    expect((await verifyChain(records)).ok).toBe(true);
    await knex('records').where({ sequence: 3 }).delete();
    expect(await verifyChain(records)).toEqual({
      ok: false,
      records: 2,
      head: { sequence: 2, hash: stored[1].hash },
      broken: {
        id: stored[2].id,
        sequence: 3,
        reason: 'The record of launch 1 of system:default/kamiyo is missing',
      },
    });

    await knex('records').where({ sequence: 1 }).delete();
    expect(await verifyChain(records)).toMatchObject({
      ok: false,
      records: 0,
      head: null,
      broken: { sequence: 1, reason: 'Record 1 is missing' },
    });
  });
});
