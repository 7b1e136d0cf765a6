import type { Knex } from 'knex';
import type { Notice, OutboxStore } from './types';

export class DatabaseOutboxStore implements OutboxStore {
  constructor(private readonly knex: Knex) {}

  async pending(limit: number): Promise<Notice[]> {
    const rows = await this.knex('outbox')
      .orderBy(['created_at', 'id'])
      .limit(limit);
    return rows.map(row => ({
      id: row.id,
      kind: row.kind,
      subjectRef: row.subject_ref,
      checklistId: row.checklist_id,
      payload: JSON.parse(row.payload),
      createdAt: row.created_at,
    }));
  }

  async settle(ids: string[]): Promise<void> {
    await this.knex('outbox').whereIn('id', ids).delete();
  }
}
