import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { whereKey } from './SubjectStore';
import type { DailyPoint, HistoryStore, SubjectKey, Transition } from './types';

export class DatabaseHistoryStore implements HistoryStore {
  constructor(private readonly knex: Knex) {}

  async points(
    key: SubjectKey,
    options: { since?: string } = {},
  ): Promise<DailyPoint[]> {
    const query = this.knex('daily_points').where(whereKey(key)).orderBy('day');
    if (options.since !== undefined) query.where('day', '>=', options.since);
    return (await query).map(row => ({
      day: row.day,
      completed: row.completed,
      applicable: row.applicable,
      verdict: row.verdict,
      levelId: row.level_id,
    }));
  }

  async transitions(
    key: SubjectKey,
    options: { entityRef?: string; limit: number; cursor?: string },
  ): Promise<{ transitions: Transition[]; nextCursor: string | null }> {
    const query = this.knex('transitions')
      .where(whereKey(key))
      .orderBy('id', 'desc')
      .limit(options.limit + 1);
    if (options.entityRef !== undefined) {
      query.where({ entity_ref: options.entityRef });
    }
    if (options.cursor !== undefined) {
      const [id] = decodeCursor(options.cursor, z.tuple([z.number().int()]));
      query.where('id', '<', id);
    }
    const found = await query;
    const rows = found.slice(0, options.limit);
    return {
      transitions: rows.map(row => ({
        at: row.at,
        item: row.item,
        title: row.title,
        from: row.from_status,
        to: row.to_status,
        entityRef: row.entity_ref,
      })),
      nextCursor:
        found.length > options.limit
          ? encodeCursor([rows[rows.length - 1].id])
          : null,
    };
  }
}
