import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import type { RowFilter, SubjectKey } from './types';
import { whereVisible } from './visibleRows';

/** A launch unit in production for which no GO was recorded. */
export interface LaunchSighting extends SubjectKey {
  title: string | null;
  owner: string | null;
  /** When it was first seen in production, ISO 8601. */
  since: string;
  /** It was there when the plugin came. */
  baseline: boolean;
}

interface Row {
  subject_ref: string;
  checklist_id: string;
  at_install: boolean | number;
  since: string | null;
}

const PRODUCTION = 'production';

/** Which launch units are in production, and since when. */
export class LaunchStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Looks at every launch unit once more; after each look through the catalog.
   * What is there at the very first one was there when the plugin came.
   */
  async look(now: Date): Promise<void> {
    await this.knex.transaction(async tx => {
      const isFirst = !(await tx('launch_sightings').first('subject_ref'));
      const unknown: Row[] = await tx('subjects')
        .leftJoin('launch_sightings as seen', join =>
          join
            .on('seen.subject_ref', 'subjects.subject_ref')
            .andOn('seen.checklist_id', 'subjects.checklist_id'),
        )
        .whereNull('seen.subject_ref')
        .select('subjects.subject_ref', 'subjects.checklist_id');
      for (const { subject_ref, checklist_id } of unknown) {
        await tx('launch_sightings')
          .insert({
            subject_ref,
            checklist_id,
            at_install: isFirst,
            looked_at: false,
            since: null,
            baseline: false,
          })
          .onConflict(['subject_ref', 'checklist_id'])
          .ignore();
      }
      // Before its first run nobody knows what a launch unit consists of.
      const known = (rows: Knex.QueryBuilder) =>
        void rows
          .from('members')
          .whereRaw('members.subject_ref = launch_sightings.subject_ref')
          .whereRaw('members.checklist_id = launch_sightings.checklist_id');
      const inProduction = (rows: Knex.QueryBuilder) => {
        known(rows);
        rows.where({ lifecycle: PRODUCTION });
      };
      const at = now.toISOString();
      // The first look settles what is the baseline; later ones find what was launched since.
      await tx('launch_sightings')
        .where({ looked_at: false, at_install: true })
        .whereNull('since')
        .whereExists(inProduction)
        .update({ since: at, baseline: true });
      await tx('launch_sightings')
        .whereNull('since')
        .whereExists(inProduction)
        .update({ since: at });
      await tx('launch_sightings')
        .where({ looked_at: false })
        .whereExists(known)
        .update({ looked_at: true });
    });
  }

  /** Those without a GO that still counts, the latest first. */
  async listWithoutGo(query: {
    visible?: RowFilter;
    limit: number;
    cursor?: string;
  }): Promise<{ launches: LaunchSighting[]; nextCursor: string | null }> {
    const rows = this.knex('launch_sightings')
      .join('scorecard_rows as unit', join =>
        join
          .on('unit.subject_ref', 'launch_sightings.subject_ref')
          .andOn('unit.checklist_id', 'launch_sightings.checklist_id'),
      )
      .whereNull('unit.gone_at')
      // A checklist without gate rules decides on no launch.
      .whereNotNull('unit.verdict')
      .whereNotNull('launch_sightings.since')
      .whereNotExists(
        (reviews: Knex.QueryBuilder) =>
          void reviews
            .from('reviews')
            .whereRaw('reviews.subject_ref = launch_sightings.subject_ref')
            .whereRaw('reviews.checklist_id = launch_sightings.checklist_id')
            .where({ decision: 'go' })
            .whereNotNull('launched_at'),
      )
      .orderBy([
        { column: 'launch_sightings.since', order: 'desc' },
        { column: 'launch_sightings.subject_ref', order: 'desc' },
        { column: 'launch_sightings.checklist_id', order: 'desc' },
      ])
      .limit(query.limit + 1)
      .select(
        'launch_sightings.subject_ref',
        'launch_sightings.checklist_id',
        'launch_sightings.since',
        'launch_sightings.baseline',
        'unit.title',
        'unit.owner',
      );
    whereVisible(rows, 'launch_sightings', query.visible);
    if (query.cursor !== undefined) {
      rows.whereRaw(
        '(launch_sightings.since, launch_sightings.subject_ref, launch_sightings.checklist_id) < (?, ?, ?)',
        decodeCursor(
          query.cursor,
          z.tuple([z.string(), z.string(), z.string()]),
        ),
      );
    }
    const found = await rows;
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    return {
      launches: page.map(row => ({
        subjectRef: row.subject_ref,
        checklistId: row.checklist_id,
        title: row.title,
        owner: row.owner,
        since: row.since,
        baseline: Boolean(row.baseline),
      })),
      nextCursor:
        found.length > query.limit
          ? encodeCursor([last.since, last.subject_ref, last.checklist_id])
          : null,
    };
  }
}
