import type { Knex } from 'knex';
import { toEntityColumnsRow } from './entityColumns';
import { placeholderRow } from './scorecardRow';
import type {
  EntityColumns,
  ScorecardPlaceholder,
  SubjectKey,
  SubjectRow,
  SubjectStore,
} from './types';

interface Row {
  subject_ref: string;
  checklist_id: string;
  revision: number;
  evaluated_revision: number | null;
  due_at: string | null;
  valid_until: string | null;
  input_hash: string | null;
  evaluated_at: string | null;
  digest: string | null;
  conditions: string;
  claimed_by: string | null;
  claimed_until: string | null;
  gone_at: string | null;
}

export class DatabaseSubjectStore implements SubjectStore {
  constructor(private readonly knex: Knex) {}

  async ensure(
    key: SubjectKey,
    entity: EntityColumns,
    placeholder: ScorecardPlaceholder,
    now: Date,
  ): Promise<{ added: boolean }> {
    if (await this.get(key)) return { added: false };
    return this.knex.transaction(async tx => {
      await tx('subjects')
        .insert({
          ...whereKey(key),
          revision: 1,
          due_at: now.toISOString(),
          conditions: '[]',
        })
        .onConflict(['subject_ref', 'checklist_id'])
        .ignore();
      await tx('scorecard_rows')
        .insert({
          ...whereKey(key),
          ...toEntityColumnsRow(entity),
          ...placeholderRow(entity, placeholder),
        })
        .onConflict(['subject_ref', 'checklist_id'])
        .ignore();
      return { added: true };
    });
  }

  async get(
    key: SubjectKey,
    tx: Knex = this.knex,
  ): Promise<SubjectRow | undefined> {
    const row = await tx<Row>('subjects').where(whereKey(key)).first();
    return row && fromRow(row);
  }

  async list(checklistId?: string): Promise<SubjectRow[]> {
    const query = this.knex<Row>('subjects').orderBy([
      'subject_ref',
      'checklist_id',
    ]);
    if (checklistId !== undefined) query.where({ checklist_id: checklistId });
    return (await query).map(fromRow);
  }

  async listDue(options: { now: Date; limit: number }): Promise<SubjectRow[]> {
    const at = options.now.toISOString();
    const rows = await this.knex<Row>('subjects')
      .where('due_at', '<=', at)
      .whereNull('gone_at')
      .where(free =>
        free.whereNull('claimed_until').orWhere('claimed_until', '<', at),
      )
      .whereNotExists(open =>
        open
          .from('runs')
          .whereRaw('runs.subject_ref = subjects.subject_ref')
          .whereRaw('runs.checklist_id = subjects.checklist_id')
          .whereIn('runs.state', ['queued', 'running']),
      )
      .orderBy('due_at')
      .limit(options.limit);
    return rows.map(fromRow);
  }

  async bump(key: SubjectKey, now: Date, tx: Knex = this.knex): Promise<void> {
    await bumpAll(tx, [key], now);
  }

  async bumpByEntity(
    entityRef: string,
    now: Date,
    tx: Knex = this.knex,
  ): Promise<void> {
    await bumpByEntity(tx, entityRef, now);
  }

  async claim(
    key: SubjectKey,
    { by, now, leaseMs }: { by: string; now: Date; leaseMs: number },
  ): Promise<boolean> {
    const claimed = await this.knex<Row>('subjects')
      .where(whereKey(key))
      .where(free =>
        free
          .whereNull('claimed_until')
          .orWhere('claimed_until', '<', now.toISOString())
          .orWhere('claimed_by', by),
      )
      .update({
        claimed_by: by,
        claimed_until: new Date(now.getTime() + leaseMs).toISOString(),
      });
    return claimed === 1;
  }

  async release(key: SubjectKey, by: string): Promise<void> {
    await this.knex<Row>('subjects')
      .where(whereKey(key))
      .where({ claimed_by: by })
      .update({ claimed_by: null, claimed_until: null });
  }

  async postpone(
    key: SubjectKey,
    { by, dueAt }: { by: string; dueAt: Date },
  ): Promise<void> {
    await this.knex<Row>('subjects')
      .where(whereKey(key))
      .where({ claimed_by: by })
      .update({ due_at: dueAt.toISOString() });
  }

  async hold(key: SubjectKey, revision: number, tx: Knex): Promise<boolean> {
    // An update, so that whoever changes an input waits until this is over.
    const held = await tx<Row>('subjects')
      .where({ ...whereKey(key), revision })
      .update({ revision });
    return held === 1;
  }

  async dueBy(
    key: SubjectKey,
    at: string,
    tx: Knex = this.knex,
  ): Promise<void> {
    await tx<Row>('subjects')
      .where(whereKey(key))
      .where(later => later.whereNull('due_at').orWhere('due_at', '>', at))
      .update({ due_at: at });
  }

  async releaseDead({
    now,
    notBy,
  }: {
    now: Date;
    notBy?: string;
  }): Promise<number> {
    return this.knex<Row>('subjects')
      .whereNotNull('claimed_by')
      .where(dead => {
        dead.where('claimed_until', '<', now.toISOString());
        if (notBy !== undefined) dead.orWhereNot('claimed_by', notBy);
      })
      .update({ claimed_by: null, claimed_until: null });
  }
}

/** Bumps every subject that has the entity as a member. */
export async function bumpByEntity(
  tx: Knex,
  entityRef: string,
  now: Date,
): Promise<void> {
  const keys = await tx('members')
    .where({ entity_ref: entityRef })
    .select('subject_ref', 'checklist_id');
  await bumpAll(
    tx,
    keys.map(row => ({
      subjectRef: row.subject_ref,
      checklistId: row.checklist_id,
    })),
    now,
  );
}

/**
 * Bumps several subjects, always in one order: two transactions that touch the
 * same ones in different orders would wait for each other.
 */
export async function bumpAll(
  tx: Knex,
  keys: SubjectKey[],
  now: Date,
): Promise<void> {
  const unique = new Map(
    keys.map(key => [`${key.subjectRef}|${key.checklistId}`, key] as const),
  );
  const ordered = [...unique.keys()].sort().map(id => unique.get(id)!);
  for (const key of ordered) {
    await tx('subjects')
      .where(whereKey(key))
      .update({ revision: tx.raw('revision + 1'), due_at: now.toISOString() });
  }
}

export function whereKey({ subjectRef, checklistId }: SubjectKey) {
  return { subject_ref: subjectRef, checklist_id: checklistId };
}

function fromRow(row: Row): SubjectRow {
  return {
    subjectRef: row.subject_ref,
    checklistId: row.checklist_id,
    revision: row.revision,
    evaluatedRevision: row.evaluated_revision,
    dueAt: row.due_at,
    validUntil: row.valid_until,
    inputHash: row.input_hash,
    evaluatedAt: row.evaluated_at,
    digest: row.digest,
    conditions: JSON.parse(row.conditions),
    claimedBy: row.claimed_by,
    claimedUntil: row.claimed_until,
    goneAt: row.gone_at,
  };
}
