import type { Knex } from 'knex';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { bulkUpsert } from './bulk';
import {
  ENTITY_COLUMNS,
  fromEntityColumnsRow,
  toEntityColumnsRow,
  type EntityColumnsRow,
} from './entityColumns';
import { bumpAll, whereKey } from './SubjectStore';
import type {
  EntityColumns,
  MemberRow,
  MemberStore,
  SubjectKey,
} from './types';

interface Row extends EntityColumnsRow {
  subject_ref: string;
  checklist_id: string;
  entity_ref: string;
  is_subject: boolean;
  catalog_kind: string;
  targets: string;
  annotations: string;
  requests: string;
  etag: string | null;
}

export class DatabaseMemberStore implements MemberStore {
  constructor(private readonly knex: Knex) {}

  async list(key: SubjectKey, tx: Knex = this.knex): Promise<MemberRow[]> {
    const rows = await tx<Row>('members')
      .where(whereKey(key))
      .orderBy([
        { column: 'is_subject', order: 'desc' },
        { column: 'entity_ref' },
      ]);
    return rows.map(fromRow);
  }

  async listByEntity(entityRef: string): Promise<MemberRow[]> {
    const rows = await this.knex<Row>('members')
      .where({ entity_ref: entityRef })
      .orderBy(['subject_ref', 'checklist_id']);
    return rows.map(fromRow);
  }

  async getEntities(entityRefs: string[]): Promise<EntityColumns[]> {
    const rows = await this.knex<Row>('members').whereIn(
      'entity_ref',
      entityRefs,
    );
    const byRef = new Map(
      rows.map(row => [
        row.entity_ref,
        fromEntityColumnsRow(row.entity_ref, row),
      ]),
    );
    return [...byRef.values()];
  }

  async listEtags(): Promise<{ entityRef: string; etag: string | null }[]> {
    const rows: Pick<Row, 'entity_ref' | 'etag'>[] = await this.knex('members')
      .join('subjects', join =>
        join
          .on('subjects.subject_ref', 'members.subject_ref')
          .on('subjects.checklist_id', 'members.checklist_id'),
      )
      .whereNull('subjects.gone_at')
      .distinct('members.entity_ref', 'members.etag')
      .orderBy('members.entity_ref');
    return rows.map(row => ({ entityRef: row.entity_ref, etag: row.etag }));
  }

  async replace(
    key: SubjectKey,
    members: MemberRow[],
    now: Date,
  ): Promise<{ changed: boolean }> {
    return this.knex.transaction(async tx => {
      const stored = new Map(
        (await this.list(key, tx)).map(row => [row.entityRef, row]),
      );
      const kept = new Set(members.map(member => member.entityRef));
      const removed = [...stored.keys()].filter(ref => !kept.has(ref));
      const written = members.filter(
        member =>
          canonicalJson(stored.get(member.entityRef) ?? null) !==
          canonicalJson(member),
      );
      if (removed.length + written.length === 0) return { changed: false };

      await tx('members')
        .where(whereKey(key))
        .whereIn('entity_ref', removed)
        .delete();
      await bulkUpsert(tx, {
        table: 'members',
        columns: {
          subject_ref: 'text',
          checklist_id: 'text',
          entity_ref: 'text',
          is_subject: 'boolean',
          catalog_kind: 'text',
          targets: 'text',
          ...ENTITY_COLUMNS,
          annotations: 'text',
          requests: 'text',
          etag: 'text',
        },
        key: ['subject_ref', 'checklist_id', 'entity_ref'],
        rows: written.map(toRow),
      });
      await bumpAll(tx, [key], now);
      return { changed: true };
    });
  }
}

function toRow(member: MemberRow) {
  return {
    ...whereKey(member),
    entity_ref: member.entityRef,
    is_subject: member.isSubject,
    catalog_kind: member.catalogKind,
    targets: JSON.stringify(member.targets),
    ...toEntityColumnsRow(member),
    annotations: JSON.stringify(member.annotations),
    requests: JSON.stringify(member.requests),
    etag: member.etag,
  };
}

function fromRow(row: Row): MemberRow {
  return {
    subjectRef: row.subject_ref,
    checklistId: row.checklist_id,
    ...fromEntityColumnsRow(row.entity_ref, row),
    isSubject: Boolean(row.is_subject),
    catalogKind: row.catalog_kind,
    targets: JSON.parse(row.targets),
    annotations: JSON.parse(row.annotations),
    requests: JSON.parse(row.requests),
    etag: row.etag,
  };
}
