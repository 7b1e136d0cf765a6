import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { writeNotice } from './notices';
import type {
  NewWaiver,
  StoredWaiver,
  WaiverQuery,
  WaiverStore,
} from './peopleTypes';
import { bumpAll, whereKey } from './SubjectStore';
import type { Notice, SubjectKey } from './types';
import { whereVisible } from './visibleRows';

interface Row {
  id: string;
  checklist_id: string;
  subject_ref: string;
  about: string;
  title: string;
  entity_ref: string | null;
  reason: string;
  role: string;
  state: StoredWaiver['state'];
  requested_by: string;
  requested_at: string;
  expires_at: string;
  settled_by: string | null;
  settled_at: string | null;
  settled_note: string | null;
  revoked_by: string | null;
  revoked_at: string | null;
  revoked_reason: string | null;
}

type Settling = Parameters<WaiverStore['settle']>[1];

const FROM: Record<Settling['state'], StoredWaiver['state']> = {
  approved: 'requested',
  refused: 'requested',
  revoked: 'approved',
};

export class DatabaseWaiverStore implements WaiverStore {
  constructor(private readonly knex: Knex) {}

  async add(waiver: NewWaiver, now: Date): Promise<StoredWaiver> {
    return this.knex.transaction(async tx => {
      // What makes those wait who ask for the same.
      await bumpAll(tx, [waiver], now);
      const same = await tx<Row>('waivers')
        .where(whereKey(waiver))
        .where({ about: waiver.about, entity_ref: waiver.entityRef })
        .whereIn('state', ['requested', 'approved'])
        .where('expires_at', '>', now.toISOString())
        .first();
      if (same) {
        throw new ConflictError(
          same.state === 'requested'
            ? `A waiver of '${waiver.title}' is asked for already`
            : `'${waiver.title}' is waived already, until ${same.expires_at}`,
        );
      }
      const row = toRow(waiver, now);
      await tx<Row>('waivers').insert(row);
      await tell(tx, 'waiver-requested', row, now);
      return fromRow(row);
    });
  }

  async get(id: string): Promise<StoredWaiver | undefined> {
    const row = await this.knex<Row>('waivers').where({ id }).first();
    return row && fromRow(row);
  }

  async listApproved(
    key: SubjectKey,
    tx: Knex = this.knex,
  ): Promise<StoredWaiver[]> {
    const rows = await tx<Row>('waivers')
      .where(whereKey(key))
      .where({ state: 'approved' })
      .orderBy('id');
    return rows.map(fromRow);
  }

  async list(
    query: WaiverQuery,
  ): Promise<{ waivers: StoredWaiver[]; nextCursor: string | null }> {
    const rows = this.knex<Row>('waivers')
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    whereVisible(rows, 'waivers', query.visible);
    const { subjectRefs, checklistId, state, endsBefore, cursor } = query;
    if (subjectRefs) rows.whereIn('subject_ref', subjectRefs);
    if (checklistId !== undefined) rows.where({ checklist_id: checklistId });
    if (endsBefore !== undefined) rows.where('expires_at', '<', endsBefore);
    if (state) whereState(rows, state, query.now);
    if (cursor !== undefined) {
      rows.whereRaw(
        '(requested_at, id) < (?, ?)',
        decodeCursor(cursor, z.tuple([z.string(), z.string()])),
      );
    }
    const found: Row[] = await rows;
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    return {
      waivers: page.map(fromRow),
      nextCursor:
        found.length > query.limit
          ? encodeCursor([last.requested_at, last.id])
          : null,
    };
  }

  async settle(id: string, act: Settling): Promise<StoredWaiver> {
    const { state, by, note, now } = act;
    return this.knex.transaction(async tx => {
      const row = await tx<Row>('waivers').where({ id }).first();
      if (!row) throw new NotFoundError(`There is no waiver '${id}'`);
      await bumpAll(tx, [keyOf(row)], now);
      const at = now.toISOString();
      const change: Partial<Row> =
        state === 'revoked'
          ? { state, revoked_by: by, revoked_at: at, revoked_reason: note }
          : { state, settled_by: by, settled_at: at, settled_note: note };
      const changed = await tx<Row>('waivers')
        .where({ id, state: FROM[state] })
        .where('expires_at', '>', at)
        .update(change);
      if (changed === 0) throw notPossible(row, state, at);
      await tell(
        tx,
        state === 'revoked' ? 'waiver-revoked' : 'waiver-settled',
        { ...row, ...change },
        now,
      );
      return fromRow({ ...row, ...change });
    });
  }
}

function whereState(
  rows: Knex.QueryBuilder,
  states: NonNullable<WaiverQuery['state']>,
  now: Date,
): void {
  const at = now.toISOString();
  rows.where((any: Knex.QueryBuilder) => {
    any.whereRaw('1 = 0');
    for (const state of states) {
      any.orWhere((one: Knex.QueryBuilder) => {
        if (state === 'expired') {
          one.where({ state: 'approved' }).where('expires_at', '<=', at);
        } else if (state === 'approved') {
          one.where({ state }).where('expires_at', '>', at);
        } else one.where({ state });
      });
    }
  });
}

function notPossible(
  row: Row,
  wanted: Settling['state'],
  at: string,
): ConflictError {
  const verb = { approved: 'approve', refused: 'refuse', revoked: 'revoke' };
  const isOver = row.state === FROM[wanted] && row.expires_at <= at;
  return new ConflictError(
    isOver
      ? `There is nothing to ${verb[wanted]}: the waiver ended at ${row.expires_at}`
      : `There is nothing to ${verb[wanted]}: the waiver is ${row.state}`,
  );
}

async function tell(
  tx: Knex,
  kind: Extract<Notice['kind'], `waiver-${string}`>,
  row: Row,
  now: Date,
): Promise<void> {
  await writeNotice(tx, {
    kind,
    ...keyOf(row),
    payload: {
      waiverId: row.id,
      about: row.about,
      title: row.title,
      role: row.role,
      state: row.state,
      requestedBy: row.requested_by,
    },
    now,
  });
}

function keyOf(row: Row): SubjectKey {
  return { subjectRef: row.subject_ref, checklistId: row.checklist_id };
}

function toRow(waiver: NewWaiver, now: Date): Row {
  return {
    id: randomUUID(),
    checklist_id: waiver.checklistId,
    subject_ref: waiver.subjectRef,
    about: waiver.about,
    title: waiver.title,
    entity_ref: waiver.entityRef,
    reason: waiver.reason,
    role: waiver.role,
    state: 'requested',
    requested_by: waiver.requestedBy,
    requested_at: now.toISOString(),
    expires_at: waiver.expiresAt,
    settled_by: null,
    settled_at: null,
    settled_note: null,
    revoked_by: null,
    revoked_at: null,
    revoked_reason: null,
  };
}

function fromRow(row: Row): StoredWaiver {
  return {
    id: row.id,
    ...keyOf(row),
    about: row.about,
    title: row.title,
    entityRef: row.entity_ref,
    reason: row.reason,
    role: row.role,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    settled:
      row.settled_at === null
        ? null
        : { by: row.settled_by!, at: row.settled_at, note: row.settled_note },
    revoked:
      row.revoked_at === null
        ? null
        : {
            by: row.revoked_by!,
            at: row.revoked_at,
            reason: row.revoked_reason!,
          },
  };
}
