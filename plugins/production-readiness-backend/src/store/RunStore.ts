import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { RunView } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { whereKey } from './SubjectStore';
import type { RunRow, RunStore, SubjectKey } from './types';

/** Sweeps that are remembered per subject; what a person asked for is kept for 30 days. */
const SWEEPS_KEPT = 20;

interface Row {
  id: string;
  subject_ref: string;
  checklist_id: string;
  state: RunView['state'];
  reason: RunView['reason'];
  priority: number;
  asked: boolean;
  worker: string | null;
  requested_at: string;
  started_at: string | null;
  finished_at: string | null;
  progress_done: number;
  progress_total: number;
  problems: string;
}

export class DatabaseRunStore implements RunStore {
  constructor(private readonly knex: Knex) {}

  async get(id: string): Promise<RunRow | undefined> {
    const row = await this.knex<Row>('runs').where({ id }).first();
    return row && fromRow(row);
  }

  async latest(key: SubjectKey): Promise<RunRow | undefined> {
    const { runs } = await this.list(key, { limit: 1 });
    return runs[0];
  }

  async list(
    key: SubjectKey,
    options: { limit: number; cursor?: string },
  ): Promise<{ runs: RunRow[]; nextCursor: string | null }> {
    const query = this.knex<Row>('runs')
      .where(whereKey(key))
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit + 1);
    if (options.cursor !== undefined) {
      const position = decodeCursor(
        options.cursor,
        z.tuple([z.string(), z.string()]),
      );
      query.whereRaw('(requested_at, id) < (?, ?)', position);
    }
    const found = await query;
    const rows = found.slice(0, options.limit);
    const last = rows[rows.length - 1];
    return {
      runs: rows.map(fromRow),
      nextCursor:
        found.length > options.limit
          ? encodeCursor([last.requested_at, last.id])
          : null,
    };
  }

  async listQueued(limit: number): Promise<RunRow[]> {
    const rows = await this.knex<Row>('runs')
      .where({ state: 'queued' })
      .orderBy([
        { column: 'priority', order: 'desc' },
        { column: 'requested_at' },
      ])
      .limit(limit);
    return rows.map(fromRow);
  }

  async request(
    key: SubjectKey,
    options: { reason: RunView['reason']; priority: number; now: Date },
  ): Promise<{ run: RunRow; added: boolean }> {
    return this.knex.transaction(async tx => {
      const id = randomUUID();
      await tx('runs').insert(newRow(id, key, options)).onConflict().ignore();
      const added = await tx<Row>('runs').where({ id }).first();
      if (added) return { run: fromRow(added), added: true };

      const waiting = () =>
        tx<Row>('runs').where({ ...whereKey(key), state: 'queued' });
      if (options.reason === 'asked') {
        await waiting().where({ asked: false }).update({
          asked: true,
          reason: 'asked',
          priority: options.priority,
          requested_at: options.now.toISOString(),
        });
      }
      const run = await waiting().first();
      if (!run) {
        throw new ConflictError(
          `A run of '${key.subjectRef}' began this very moment; ask again`,
        );
      }
      return { run: fromRow(run), added: false };
    });
  }

  async begin(
    id: string,
    { worker, now }: { worker: string; now: Date },
  ): Promise<boolean> {
    const begun = await this.knex<Row>('runs')
      .where({ id, state: 'queued' })
      .update({ state: 'running', worker, started_at: now.toISOString() });
    return begun === 1;
  }

  async progress(
    id: string,
    update: {
      worker: string;
      done: number;
      total: number;
      problems: string[];
    },
  ): Promise<void> {
    await this.knex<Row>('runs')
      .where({ id, state: 'running', worker: update.worker })
      .update({
        progress_done: update.done,
        progress_total: update.total,
        problems: JSON.stringify(update.problems),
      });
  }

  async finish(
    id: string,
    options: {
      worker: string;
      state: 'succeeded' | 'failed';
      progress: { done: number; total: number };
      problems: string[];
      now: Date;
    },
  ): Promise<boolean> {
    return this.knex.transaction(async tx => {
      const finished = await tx<Row>('runs')
        .where({ id, state: 'running', worker: options.worker })
        .update({
          state: options.state,
          finished_at: options.now.toISOString(),
          progress_done: options.progress.done,
          progress_total: options.progress.total,
          problems: JSON.stringify(options.problems),
        });
      if (finished === 1) await forgetOldSweeps(tx, id);
      return finished === 1;
    });
  }

  async requeueOrphans(now: Date): Promise<number> {
    return this.knex.transaction(async tx => {
      const orphans = await tx<Row>('runs')
        .where({ state: 'running' })
        .whereNotExists(claimed =>
          claimed
            .from('subjects')
            .whereRaw('subjects.subject_ref = runs.subject_ref')
            .whereRaw('subjects.checklist_id = runs.checklist_id')
            .where('subjects.claimed_until', '>=', now.toISOString()),
        );
      for (const orphan of orphans) await requeue(tx, orphan, now);
      return orphans.length;
    });
  }
}

/** An orphan beside a waiting run of the same subject hands over to it: at most one waits. */
async function requeue(
  tx: Knex.Transaction,
  orphan: Row,
  now: Date,
): Promise<void> {
  const { subject_ref, checklist_id } = orphan;
  const waiting = await tx<Row>('runs')
    .where({ subject_ref, checklist_id, state: 'queued' })
    .first();
  const interrupted = tx<Row>('runs').where({
    id: orphan.id,
    state: 'running',
  });
  if (!waiting) {
    await interrupted.update({
      state: 'queued',
      reason: 'resumed',
      worker: null,
      started_at: null,
    });
    return;
  }
  await interrupted.update({
    state: 'failed',
    finished_at: now.toISOString(),
    problems: JSON.stringify([
      ...JSON.parse(orphan.problems),
      `Interrupted; run ${waiting.id} does it instead`,
    ]),
  });
  if (orphan.asked) {
    await tx<Row>('runs')
      .where({ id: waiting.id, state: 'queued' })
      .update({
        asked: true,
        priority: Math.max(orphan.priority, waiting.priority),
      });
  }
}

async function forgetOldSweeps(tx: Knex.Transaction, id: string) {
  const run = await tx<Row>('runs').where({ id }).first();
  if (!run) return;
  const sweeps = () =>
    tx<Row>('runs')
      .where({
        subject_ref: run.subject_ref,
        checklist_id: run.checklist_id,
        asked: false,
      })
      .whereNotNull('finished_at');
  const old = await sweeps()
    .orderBy('finished_at', 'desc')
    .offset(SWEEPS_KEPT)
    .limit(1000)
    .select('id');
  if (old.length === 0) return;
  await tx<Row>('runs')
    .whereIn(
      'id',
      old.map(row => row.id),
    )
    .delete();
}

function newRow(
  id: string,
  key: SubjectKey,
  options: { reason: RunView['reason']; priority: number; now: Date },
): Row {
  return {
    id,
    ...whereKey(key),
    state: 'queued',
    reason: options.reason,
    priority: options.priority,
    asked: options.reason === 'asked',
    worker: null,
    requested_at: options.now.toISOString(),
    started_at: null,
    finished_at: null,
    progress_done: 0,
    progress_total: 0,
    problems: '[]',
  };
}

function fromRow(row: Row): RunRow {
  return {
    id: row.id,
    subjectRef: row.subject_ref,
    checklistId: row.checklist_id,
    state: row.state,
    reason: row.reason,
    priority: row.priority,
    asked: Boolean(row.asked),
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    progress: { done: row.progress_done, total: row.progress_total },
    problems: JSON.parse(row.problems),
  };
}
