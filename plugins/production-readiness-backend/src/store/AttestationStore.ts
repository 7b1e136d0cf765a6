import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { writeNotice } from './notices';
import type {
  AttestationQuery,
  AttestationStore,
  NewAttestation,
  StoredAttestation,
} from './peopleTypes';
import { bumpByEntity } from './SubjectStore';
import { whereVisible } from './visibleRows';

interface Row {
  id: string;
  checklist_id: string;
  subject_ref: string;
  entity_ref: string;
  about: string;
  role: string;
  statement: StoredAttestation['statement'];
  by_ref: string;
  at: string;
  expires_at: string;
  bound_fact: string | null;
  bound_hash: string | null;
  note: string | null;
  link: string | null;
  renews: string | null;
  /** SQLite answers 0 and 1. */
  superseded: boolean | number;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
}

export class DatabaseAttestationStore implements AttestationStore {
  constructor(private readonly knex: Knex) {}

  async add(
    statements: NewAttestation[],
    now: Date,
  ): Promise<StoredAttestation[]> {
    return this.knex.transaction(async tx => {
      // First, and in one order: it is what makes those wait who state the same.
      const entities = new Set(statements.map(({ entityRef }) => entityRef));
      for (const entityRef of [...entities].sort()) {
        await bumpByEntity(tx, entityRef, now);
      }
      const stored: StoredAttestation[] = [];
      for (const statement of statements) {
        const row = toRow(statement, now);
        await tx<Row>('attestations')
          .where(slotOf(row))
          .where({ superseded: false })
          .update({ superseded: true });
        await tx<Row>('attestations').insert(row);
        stored.push(fromRow(row));
        await this.tell(tx, 'attestation-given', row, now);
      }
      return stored;
    });
  }

  async get(id: string): Promise<StoredAttestation | undefined> {
    const row = await this.knex<Row>('attestations').where({ id }).first();
    return row && fromRow(row);
  }

  async listNewest(
    checklistId: string,
    entityRefs: string[],
    tx: Knex = this.knex,
  ): Promise<StoredAttestation[]> {
    const rows = await tx<Row>('attestations')
      .where({ checklist_id: checklistId, superseded: false })
      .whereIn('entity_ref', entityRefs)
      .orderBy('id');
    return rows.map(fromRow);
  }

  async list(
    query: AttestationQuery,
  ): Promise<{ attestations: StoredAttestation[]; nextCursor: string | null }> {
    const rows = this.knex<Row>('attestations')
      .where({ superseded: false })
      .whereNull('withdrawn_at')
      .orderBy(['expires_at', 'id'])
      .limit(query.limit + 1);
    whereVisible(rows, 'attestations', query.visible);
    const { endsAfter, endsBefore, role, about, entityRef } = query;
    if (endsAfter !== undefined) rows.where('expires_at', '>', endsAfter);
    if (endsBefore !== undefined) rows.where('expires_at', '<', endsBefore);
    if (role !== undefined) rows.where({ role });
    if (about !== undefined) rows.where({ about });
    if (entityRef !== undefined) {
      rows.where(either =>
        either
          .where({ entity_ref: entityRef })
          .orWhere({ subject_ref: entityRef }),
      );
    }
    if (query.cursor !== undefined) {
      rows.whereRaw(
        '(expires_at, id) > (?, ?)',
        decodeCursor(query.cursor, z.tuple([z.string(), z.string()])),
      );
    }
    const found = await rows;
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    return {
      attestations: page.map(fromRow),
      nextCursor:
        found.length > query.limit
          ? encodeCursor([last.expires_at, last.id])
          : null,
    };
  }

  async withdraw(
    id: string,
    { by, reason, now }: { by: string; reason: string; now: Date },
  ): Promise<StoredAttestation> {
    return this.knex.transaction(async tx => {
      const row = await tx<Row>('attestations').where({ id }).first();
      if (!row) throw new NotFoundError(`There is no attestation '${id}'`);
      await bumpByEntity(tx, row.entity_ref, now);
      const withdrawn = {
        withdrawn_at: now.toISOString(),
        withdrawn_by: by,
        withdrawn_reason: reason,
      };
      const changed = await tx<Row>('attestations')
        .where({ id, superseded: false })
        .whereNull('withdrawn_at')
        .update(withdrawn);
      if (changed === 0) {
        throw new ConflictError(
          'This attestation counts no more: it was withdrawn, or a newer one is in its place',
        );
      }
      await this.tell(tx, 'attestation-withdrawn', row, now);
      return fromRow({ ...row, ...withdrawn });
    });
  }

  private async tell(
    tx: Knex,
    kind: 'attestation-given' | 'attestation-withdrawn',
    row: Row,
    now: Date,
  ): Promise<void> {
    await writeNotice(tx, {
      kind,
      subjectRef: row.subject_ref,
      checklistId: row.checklist_id,
      payload: {
        attestationId: row.id,
        entityRef: row.entity_ref,
        about: row.about,
        role: row.role,
        statement: row.statement,
      },
      now,
    });
  }
}

function slotOf({ checklist_id, entity_ref, about, role }: Row) {
  return { checklist_id, entity_ref, about, role };
}

function toRow(statement: NewAttestation, now: Date): Row {
  return {
    id: randomUUID(),
    checklist_id: statement.checklistId,
    subject_ref: statement.subjectRef,
    entity_ref: statement.entityRef,
    about: statement.about,
    role: statement.role,
    statement: statement.statement,
    by_ref: statement.by,
    at: now.toISOString(),
    expires_at: statement.expiresAt,
    bound_fact: statement.boundTo?.fact ?? null,
    bound_hash: statement.boundTo?.hash ?? null,
    note: statement.note ?? null,
    link: statement.link ?? null,
    renews: statement.renews ?? null,
    superseded: false,
    withdrawn_at: null,
    withdrawn_by: null,
    withdrawn_reason: null,
  };
}

function fromRow(row: Row): StoredAttestation {
  return {
    id: row.id,
    checklistId: row.checklist_id,
    subjectRef: row.subject_ref,
    entityRef: row.entity_ref,
    about: row.about,
    role: row.role,
    statement: row.statement,
    by: row.by_ref,
    at: row.at,
    expiresAt: row.expires_at,
    ...(row.bound_fact === null || row.bound_hash === null
      ? {}
      : { boundTo: { fact: row.bound_fact, hash: row.bound_hash } }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.link === null ? {} : { link: row.link }),
    ...(row.renews === null ? {} : { renews: row.renews }),
    superseded: Boolean(row.superseded),
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            by: row.withdrawn_by!,
            at: row.withdrawn_at,
            reason: row.withdrawn_reason!,
          },
  };
}
