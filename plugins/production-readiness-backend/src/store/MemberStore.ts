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
  sources: string;
  etag: string | null;
}

/** Members that are read at a time. */
const BATCH = 1000;

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

  async listSources(
    take: Parameters<MemberStore['listSources']>[0],
  ): Promise<void> {
    let after = ['', '', ''];
    for (;;) {
      const rows: Pick<
        Row,
        'subject_ref' | 'checklist_id' | 'entity_ref' | 'sources'
      >[] = await this.knex('members')
        .join('subjects', join =>
          join
            .on('subjects.subject_ref', 'members.subject_ref')
            .on('subjects.checklist_id', 'members.checklist_id'),
        )
        .whereNull('subjects.gone_at')
        .whereRaw(
          '(members.subject_ref, members.checklist_id, members.entity_ref) > (?, ?, ?)',
          after,
        )
        .orderBy([
          'members.subject_ref',
          'members.checklist_id',
          'members.entity_ref',
        ])
        .limit(BATCH)
        .select(
          'members.subject_ref',
          'members.checklist_id',
          'members.entity_ref',
          'members.sources',
        );
      for (const row of rows) {
        take({
          subjectRef: row.subject_ref,
          checklistId: row.checklist_id,
          entityRef: row.entity_ref,
          sources: JSON.parse(row.sources),
        });
      }
      if (rows.length < BATCH) return;
      const last = rows[rows.length - 1];
      after = [last.subject_ref, last.checklist_id, last.entity_ref];
    }
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
          sources: 'text',
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
    sources: JSON.stringify(member.sources),
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
    sources: JSON.parse(row.sources),
    etag: row.etag,
  };
}
