import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type {
  ReviewEvent,
  ReviewState,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { digestOf } from './digest';
import { writeNotice } from './notices';
import {
  checkColumns,
  fromCheckRow,
  fromItemRow,
  fromReviewRow,
  fromSignOffRow,
  reviewColumns,
  type CheckRow,
  type ItemRow,
  type ReviewRow,
  type SignOffRow,
} from './reviewRows';
import type {
  Move,
  ReviewColumns,
  ReviewQuery,
  ReviewStore,
  Standing,
  StoredCheck,
  StoredItem,
  StoredReview,
  StoredSignOff,
} from './reviewTypes';
import { whereKey } from './SubjectStore';
import type { SubjectKey } from './types';
import { whereVisible } from './visibleRows';

/** All but the standing, which is large. */
const NARROW = [
  'id',
  'number',
  'subject_ref',
  'checklist_id',
  'digest',
  'version',
  'state',
  'planned_at',
  'separation',
  'pinned',
  'opened_by',
  'opened_at',
  'decision',
  'decided_by',
  'decided_at',
  'decision_reason',
  'decision_verdict',
  'valid_until',
  'record_id',
  'decided_items',
  'launched_at',
  'launched_by',
  'verified_at',
  'withdrawn_at',
  'withdrawn_reasons',
  'standing_at',
  'standing_revision',
  'revision',
  'previous_go_id',
].map(column => `reviews.${column}`);

export class DatabaseReviewStore implements ReviewStore {
  constructor(private readonly knex: Knex) {}

  async open(
    review: Parameters<ReviewStore['open']>[0],
    move: Move,
  ): Promise<StoredReview> {
    const id = randomUUID();
    return this.knex.transaction(async tx => {
      // Whoever opens another one of the same waits here.
      await tx('subjects')
        .where(whereKey(review))
        .update({ revision: tx.raw('revision + 1') });
      const former: ReviewRow[] = await tx<ReviewRow>('reviews')
        .where(whereKey(review))
        .orderBy('number', 'desc')
        .select(NARROW);
      const open = former.find(({ state }) => state === 'open');
      if (open) {
        throw new ConflictError(
          `Launch ${open.number} of ${review.subjectRef} is under review already: decide or cancel it first`,
        );
      }
      const number = (former[0]?.number ?? 0) + 1;
      const wentLive = former.find(
        ({ decision, state }) => decision === 'go' && state !== 'withdrawn',
      );
      await tx('reviews').insert({
        id,
        number,
        ...whereKey(review),
        digest: review.digest,
        version: review.version,
        state: 'open',
        planned_at: review.plannedAt,
        separation: review.separation,
        pinned: JSON.stringify(review.pinned),
        opened_by: review.openedBy,
        opened_at: move.now.toISOString(),
        revision: 1,
        previous_go_id: wentLive?.id ?? null,
      });
      await this.tell(tx, { id, ...keyOf(review) }, move);
      for (const row of former.filter(({ state }) => state === 'decided')) {
        await this.move(tx, fromReviewRow(row), {
          from: ['decided'],
          to: 'superseded',
          move: {
            ...move,
            kind: 'review-closed',
            text: `Superseded by launch ${number}`,
          },
        });
      }
      return (await this.get(id, tx))!;
    });
  }

  async get(
    id: string,
    tx: Knex = this.knex,
  ): Promise<StoredReview | undefined> {
    const row = await tx<ReviewRow>('reviews')
      .where({ id })
      .first<ReviewRow | undefined>(NARROW);
    return row && fromReviewRow(row);
  }

  async standing(
    id: string,
    tx: Knex = this.knex,
  ): Promise<Standing | undefined> {
    const row = await tx('reviews').where({ id }).first('standing');
    return row?.standing ? JSON.parse(row.standing) : undefined;
  }

  async list(
    query: ReviewQuery,
  ): Promise<{ reviews: StoredReview[]; nextCursor: string | null }> {
    const rows = this.knex<ReviewRow>('reviews')
      .orderBy([
        { column: 'planned_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    whereVisible(rows, 'reviews', query.visible);
    const { state, subjectRef, checklistId, from, to, cursor } = query;
    if (state) rows.whereIn('state', state);
    if (subjectRef !== undefined) rows.where({ subject_ref: subjectRef });
    if (checklistId !== undefined) rows.where({ checklist_id: checklistId });
    if (from !== undefined) rows.where('planned_at', '>=', from);
    if (to !== undefined) rows.where('planned_at', '<', to);
    if (cursor !== undefined) {
      rows.whereRaw(
        '(planned_at, id) < (?, ?)',
        decodeCursor(cursor, z.tuple([z.string(), z.string()])),
      );
    }
    const found: ReviewRow[] = await rows.select(NARROW);
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    return {
      reviews: page.map(fromReviewRow),
      nextCursor:
        found.length > query.limit
          ? encodeCursor([last.planned_at, last.id])
          : null,
    };
  }

  async listOf(
    key: SubjectKey,
    states: ReviewState[],
    tx: Knex = this.knex,
  ): Promise<StoredReview[]> {
    const rows: ReviewRow[] = await tx<ReviewRow>('reviews')
      .where(whereKey(key))
      .whereIn('state', states)
      .orderBy('number', 'desc')
      .select(NARROW);
    return rows.map(fromReviewRow);
  }

  async listIn(states: ReviewState[]): Promise<StoredReview[]> {
    const rows: ReviewRow[] = await this.knex<ReviewRow>('reviews')
      .whereIn('state', states)
      .orderBy('planned_at')
      .select(NARROW);
    return rows.map(fromReviewRow);
  }

  async signOffs(
    reviewId: string,
    tx: Knex = this.knex,
  ): Promise<StoredSignOff[]> {
    const rows = await tx<SignOffRow>('sign_offs').where({
      review_id: reviewId,
    });
    // Of the same moment what is over comes before what is in force.
    const orderOf = (row: SignOffRow) =>
      [
        row.at,
        row.voided_at === null && row.withdrawn_at === null ? 1 : 0,
        row.role,
        row.id,
      ].join('|');
    return rows
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
      .map(fromSignOffRow);
  }

  async items(reviewId: string, tx: Knex = this.knex): Promise<StoredItem[]> {
    const rows: ItemRow[] = await tx('review_items')
      .where({ review_id: reviewId })
      .orderBy(['due_at', 'item']);
    return rows.map(fromItemRow);
  }

  async checks(reviewId: string, tx: Knex = this.knex): Promise<StoredCheck[]> {
    const rows: CheckRow[] = await tx('review_checks')
      .where({ review_id: reviewId })
      .orderBy('position');
    return rows.map(fromCheckRow);
  }

  async events(reviewId: string): Promise<ReviewEvent[]> {
    const rows = await this.knex('review_events')
      .where({ review_id: reviewId })
      .orderBy('id');
    return rows.map(({ at, by_ref: by, kind, text }) => ({
      at,
      by,
      kind,
      text,
    }));
  }

  async move(
    tx: Knex,
    review: Pick<StoredReview, 'id' | 'revision'> & SubjectKey,
    change: {
      from: ReviewState[];
      to: ReviewState;
      columns?: ReviewColumns;
      move: Move;
    },
  ): Promise<boolean> {
    const moved = await tx('reviews')
      .where({ id: review.id, revision: review.revision })
      .whereIn('state', change.from)
      .update({
        ...reviewColumns(change.columns ?? {}),
        state: change.to,
        revision: review.revision + 1,
      });
    if (moved === 0) return false;
    await this.tell(tx, review, change.move);
    return true;
  }

  async setRecord(tx: Knex, reviewId: string, recordId: string): Promise<void> {
    await tx('reviews').where({ id: reviewId }).update({ record_id: recordId });
  }

  async sign(
    tx: Knex,
    signOff: Omit<StoredSignOff, 'id' | 'voided' | 'withdrawnAt'>,
  ): Promise<void> {
    const { reviewId, role } = signOff;
    const former = await tx<SignOffRow>('sign_offs')
      .where({ review_id: reviewId, role })
      .whereNull('voided_at')
      .whereNull('withdrawn_at')
      .first();
    if (former) {
      throw new ConflictError(
        `${role} has signed already: that sign-off has to be withdrawn first`,
      );
    }
    await tx('sign_offs').insert({
      id: randomUUID(),
      review_id: reviewId,
      role,
      statement: signOff.statement,
      by_ref: signOff.by,
      at: signOff.at,
      note: signOff.note,
      content: JSON.stringify(signOff.content),
      content_digest: digestOf(signOff.content),
    });
  }

  async endSignOff(
    tx: Knex,
    id: string,
    { now, voided }: { now: Date; voided?: string[] },
  ): Promise<boolean> {
    const at = now.toISOString();
    const ended = await tx('sign_offs')
      .where({ id })
      .whereNull('voided_at')
      .whereNull('withdrawn_at')
      .update(
        voided
          ? { voided_at: at, void_reasons: JSON.stringify(voided) }
          : { withdrawn_at: at },
      );
    return ended === 1;
  }

  async replaceItems(
    tx: Knex,
    reviewId: string,
    items: StoredItem[],
  ): Promise<void> {
    await tx('review_items').where({ review_id: reviewId }).delete();
    for (const { item, title, status, owner, dueAt, closedAt } of items) {
      await tx('review_items').insert({
        review_id: reviewId,
        item,
        title,
        status,
        owner,
        due_at: dueAt,
        closed_at: closedAt,
      });
    }
  }

  async assignItem(
    tx: Knex,
    reviewId: string,
    { item, owner, dueAt }: { item: string; owner: string; dueAt: string },
  ): Promise<boolean> {
    const assigned = await tx('review_items')
      .where({ review_id: reviewId, item })
      .update({ owner, due_at: dueAt });
    return assigned === 1;
  }

  async closeItems(
    tx: Knex,
    reviewId: string,
    items: string[],
    now: Date,
  ): Promise<string[]> {
    const closed: string[] = [];
    for (const item of items) {
      const done = await tx('review_items')
        .where({ review_id: reviewId, item })
        .whereNull('closed_at')
        .update({ closed_at: now.toISOString() });
      if (done === 1) closed.push(item);
    }
    return closed;
  }

  async addChecks(
    tx: Knex,
    reviewId: string,
    checks: StoredCheck[],
  ): Promise<void> {
    for (const [position, check] of checks.entries()) {
      await tx('review_checks').insert({
        review_id: reviewId,
        position,
        ...checkColumns(check),
      });
    }
  }

  async updateCheck(
    tx: Knex,
    reviewId: string,
    before: StoredCheck,
    after: StoredCheck,
  ): Promise<boolean> {
    const updated = await tx('review_checks')
      .where({
        review_id: reviewId,
        check_id: before.id,
        state: before.state,
        told_at: before.toldAt,
      })
      .update(checkColumns(after));
    return updated === 1;
  }

  async writeStanding(
    tx: Knex,
    reviewId: string,
    written: { standing: Standing; subjectRevision: number; now: Date },
  ): Promise<void> {
    const { standing, subjectRevision, now } = written;
    // An older evaluation that comes late takes nothing back.
    await tx('reviews')
      .where({ id: reviewId })
      .where(older =>
        older
          .whereNull('standing_revision')
          .orWhere('standing_revision', '<=', subjectRevision),
      )
      .update({
        standing: JSON.stringify(standing),
        standing_revision: subjectRevision,
        standing_at: now.toISOString(),
      });
  }

  async addEvent(
    tx: Knex,
    reviewId: string,
    { at, by, kind, text }: ReviewEvent,
  ): Promise<void> {
    await tx('review_events').insert({
      review_id: reviewId,
      at,
      by_ref: by,
      kind,
      text,
    });
  }

  private async tell(
    tx: Knex,
    review: { id: string } & SubjectKey,
    { by, kind, text, payload, now }: Move,
  ): Promise<void> {
    if (text !== undefined) {
      const at = now.toISOString();
      await this.addEvent(tx, review.id, { at, by, kind, text });
    }
    await writeNotice(tx, {
      ...keyOf(review),
      kind,
      payload: { reviewId: review.id, by, text: text ?? null, ...payload },
      now,
    });
  }
}

function keyOf({ subjectRef, checklistId }: SubjectKey): SubjectKey {
  return { subjectRef, checklistId };
}
