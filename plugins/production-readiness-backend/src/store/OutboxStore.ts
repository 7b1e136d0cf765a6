import type { Knex } from 'knex';
import type { ClaimedNotice, NoticeProgress, OutboxStore } from './noticeTypes';
import type { Notice } from './types';

/** A notice that nobody could deliver by then is news no more. */
const NEWS_FOR_MS = 7 * 24 * 60 * 60 * 1000;

interface Row {
  id: string;
  kind: Notice['kind'];
  subject_ref: string;
  checklist_id: string;
  payload: string;
  created_at: string;
  claimed_by: string | null;
  claimed_until: string | null;
  attempts: number;
  next_at: string | null;
  progress: string | null;
  problem: string | null;
}

/** Nobody has it yet. */
function fresh(): NoticeProgress {
  return { event: false, signal: false, notified: false, told: [] };
}

export class DatabaseOutboxStore implements OutboxStore {
  constructor(private readonly knex: Knex) {}

  async pending(limit: number): Promise<Notice[]> {
    const rows = await this.rows().orderBy(['created_at', 'id']).limit(limit);
    return rows.map(fromRow);
  }

  async claim(claim: {
    by: string;
    now: Date;
    until: Date;
    limit: number;
  }): Promise<ClaimedNotice[]> {
    const { by, until, limit } = claim;
    const now = claim.now.toISOString();
    const due = (rows: Knex.QueryBuilder) =>
      rows
        .where('created_at', '>', newsSince(claim.now))
        .where(q => q.whereNull('next_at').orWhere('next_at', '<=', now))
        .where(q =>
          q.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
        );
    const candidates: Pick<Row, 'id'>[] = await due(this.rows())
      .orderBy(['created_at', 'id'])
      .limit(limit)
      .select('id');
    if (candidates.length === 0) return [];
    // Asked again of each row as it is now: of two who saw it as free, one gets it.
    await due(
      this.rows().whereIn(
        'id',
        candidates.map(({ id }) => id),
      ),
    ).update({ claimed_by: by, claimed_until: until.toISOString() });
    const rows: Row[] = await this.rows()
      .where({ claimed_by: by })
      .orderBy(['created_at', 'id']);
    return rows.map(row => ({
      ...fromRow(row),
      attempts: row.attempts,
      progress: row.progress === null ? fresh() : JSON.parse(row.progress),
    }));
  }

  async renew(
    ids: string[],
    { by, until }: { by: string; until: Date },
  ): Promise<string[]> {
    await this.rows()
      .whereIn('id', ids)
      .where({ claimed_by: by })
      .update({ claimed_until: until.toISOString() });
    const held: Pick<Row, 'id'>[] = await this.rows()
      .whereIn('id', ids)
      .where({ claimed_by: by })
      .select('id');
    return held.map(({ id }) => id);
  }

  async settle(ids: string[], by?: string): Promise<void> {
    const rows = this.rows().whereIn('id', ids);
    if (by !== undefined) rows.where({ claimed_by: by });
    await rows.delete();
  }

  async postpone(
    notices: Parameters<OutboxStore['postpone']>[0],
    { by, problem }: Parameters<OutboxStore['postpone']>[1],
  ): Promise<void> {
    await this.knex.transaction(async tx => {
      for (const { id, progress, attempts, nextAt } of notices) {
        await tx<Row>('outbox')
          .where({ id, claimed_by: by })
          .update({
            attempts,
            next_at: nextAt.toISOString(),
            progress: JSON.stringify(progress),
            ...(problem === undefined ? {} : { problem }),
            claimed_by: null,
            claimed_until: null,
          });
      }
    });
  }

  async stuck({
    attempts,
    now,
  }: {
    attempts: number;
    now: Date;
  }): ReturnType<OutboxStore['stuck']> {
    const stuck = () =>
      this.rows().where(q =>
        q
          .where('attempts', '>=', attempts)
          .orWhere('created_at', '<=', newsSince(now)),
      );
    const [{ count }] = await stuck().count({ count: '*' });
    const oldest: Row | undefined = await stuck()
      .orderBy(['created_at', 'id'])
      .first();
    return {
      count: Number(count),
      oldest: oldest ? fromRow(oldest) : null,
      problem: oldest?.problem ?? null,
    };
  }

  private rows(): Knex.QueryBuilder<Row, any> {
    return this.knex<Row>('outbox');
  }
}

function newsSince(now: Date): string {
  return new Date(now.getTime() - NEWS_FOR_MS).toISOString();
}

function fromRow(row: Row): Notice {
  return {
    id: row.id,
    kind: row.kind,
    subjectRef: row.subject_ref,
    checklistId: row.checklist_id,
    payload: JSON.parse(row.payload),
    createdAt: row.created_at,
  };
}
