import { createHash, randomUUID } from 'node:crypto';
import type { LaunchRecord } from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Knex } from 'knex';
import { isPostgres } from './bulk';
import type {
  NewRecord,
  RecordEntry,
  RecordStore,
  StoredRecord,
} from './peopleTypes';

interface Row {
  id: string;
  sequence: number;
  previous_hash: string;
  hash: string;
  kind: RecordEntry['kind'];
  at: string;
  review_id: string;
  subject_ref: string;
  checklist_id: string;
  payload: string;
}

/** What stands in the place of a hash before the first record. */
export const NO_RECORD = '0'.repeat(64);

const ENTRY = [
  'id',
  'sequence',
  'previous_hash',
  'hash',
  'kind',
  'at',
  'review_id',
  'subject_ref',
  'checklist_id',
] as const;

export class DatabaseRecordStore implements RecordStore {
  constructor(private readonly knex: Knex) {}

  async append(
    tx: Knex.Transaction,
    { review, content, now }: NewRecord,
  ): Promise<StoredRecord> {
    // SQLite has one writer anyhow; the unique sequence would refuse a second.
    if (isPostgres(tx)) {
      await tx.raw('lock table records in share row exclusive mode');
    }
    const last = await tx<Row>('records')
      .orderBy('sequence', 'desc')
      .select('sequence', 'hash')
      .first();
    const record: LaunchRecord = {
      schema: 'production-readiness/record/v1',
      id: randomUUID(),
      sequence: (last?.sequence ?? 0) + 1,
      previousHash: last?.hash ?? NO_RECORD,
      at: now.toISOString(),
      review,
      ...content,
    };
    const payload = canonicalJson(record);
    const row: Row = {
      id: record.id,
      sequence: record.sequence,
      previous_hash: record.previousHash,
      hash: hashOf(payload),
      kind: record.kind,
      at: record.at,
      review_id: review.id,
      subject_ref: review.subjectRef,
      checklist_id: review.pinned.checklist.id,
      payload,
    };
    await tx<Row>('records').insert(row);
    return fromRow(row);
  }

  async list(reviewId: string, tx: Knex = this.knex): Promise<RecordEntry[]> {
    const rows = await tx<Row>('records')
      .where({ review_id: reviewId })
      .orderBy('sequence')
      .select(...ENTRY);
    return rows.map(toEntry);
  }

  async read(reviewId: string): Promise<StoredRecord[]> {
    const rows = await this.knex<Row>('records')
      .where({ review_id: reviewId })
      .orderBy('sequence');
    return rows.map(fromRow);
  }

  async listAfter(
    sequence: number | null,
    limit: number,
  ): Promise<StoredRecord[]> {
    const rows = this.knex<Row>('records').orderBy('sequence').limit(limit);
    if (sequence !== null) rows.where('sequence', '>', sequence);
    return (await rows).map(fromRow);
  }

  async findLost(): ReturnType<RecordStore['findLost']> {
    const row = await this.knex('reviews')
      .whereNotNull('record_id')
      .whereNotExists(rows =>
        rows.from('records').whereRaw('records.id = reviews.record_id'),
      )
      .first('record_id', 'number', 'subject_ref');
    return (
      row && {
        recordId: row.record_id,
        number: row.number,
        subjectRef: row.subject_ref,
      }
    );
  }
}

/** SHA-256 in hex of a record as it is stored. */
export function hashOf(payload: string): string {
  return createHash('sha256').update(payload).digest('hex');
}

function toEntry(row: Omit<Row, 'payload'>): RecordEntry {
  return {
    id: row.id,
    sequence: row.sequence,
    previousHash: row.previous_hash,
    hash: row.hash,
    kind: row.kind,
    at: row.at,
    reviewId: row.review_id,
    subjectRef: row.subject_ref,
    checklistId: row.checklist_id,
  };
}

function fromRow(row: Row): StoredRecord {
  return { ...toEntry(row), payload: row.payload };
}
