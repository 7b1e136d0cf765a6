import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { bumpByEntity } from './SubjectStore';
import type { NewReport, ReportStore, StoredReport } from './types';

interface Row {
  id: string;
  entity_ref: string;
  type: string;
  series: string;
  digest: string;
  produced_at: string;
  received_at: string;
  commit: string | null;
  environment: string | null;
  tool_name: string | null;
  tool_version: string | null;
  link: string | null;
  pushed_by: string;
  signed_by: string | null;
  value: string;
  miss: string | null;
  /** SQLite answers 0 and 1. */
  superseded: boolean | number;
}

/** Records of one type and entity that are looked back upon. */
const MOST_HISTORY = 5000;

export class DatabaseReportStore implements ReportStore {
  constructor(private readonly knex: Knex) {}

  async add(
    report: NewReport,
    now: Date,
  ): Promise<{ report: StoredReport; added: boolean }> {
    return this.knex.transaction(async tx => {
      const id = randomUUID();
      const content = {
        entity_ref: report.entityRef,
        type: report.type,
        digest: report.digest,
      };
      await tx('reports')
        .insert(toRow(id, report, now))
        .onConflict(['entity_ref', 'type', 'digest'])
        .ignore();
      const kept = () => tx<Row>('reports').where(content).first();
      const first = (await kept())!;
      if (first.id !== id) return { report: fromRow(first), added: false };
      await supersede(tx, report);
      await bumpByEntity(tx, report.entityRef, now);
      return { report: fromRow((await kept())!), added: true };
    });
  }

  async lastReceived(): Promise<Map<string, string>> {
    const rows: { type: string; at: string }[] = await this.knex('reports')
      .groupBy('type')
      .select('type', this.knex.raw('max(received_at) as at'));
    return new Map(rows.map(({ type, at }) => [type, at]));
  }

  async listCurrent(
    entityRefs: string[],
    options: { history?: { type: string; since: string }[] } = {},
    tx: Knex = this.knex,
  ): Promise<StoredReport[]> {
    const { history = [] } = options;
    const newest = await tx<Row>('reports')
      .whereIn('entity_ref', entityRefs)
      .where({ superseded: false });
    const before: Row[] = [];
    for (const { type, since } of history) {
      before.push(
        ...(await tx<Row>('reports')
          .whereIn('entity_ref', entityRefs)
          .where({ superseded: true, type })
          .where('produced_at', '>=', since)
          .orderBy('produced_at', 'desc')
          .limit(MOST_HISTORY)),
      );
    }
    return [...newest, ...before].map(fromRow).sort(byNewest);
  }

  async list(
    entityRef: string,
    options: { type?: string; limit: number; cursor?: string },
  ): Promise<{ reports: StoredReport[]; nextCursor: string | null }> {
    const query = this.knex<Row>('reports')
      .where({ entity_ref: entityRef })
      .orderBy([
        { column: 'received_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit + 1);
    if (options.type !== undefined) query.where({ type: options.type });
    if (options.cursor !== undefined) {
      const position = decodeCursor(
        options.cursor,
        z.tuple([z.string(), z.string()]),
      );
      query.whereRaw('(received_at, id) < (?, ?)', position);
    }
    const found = await query;
    const rows = found.slice(0, options.limit);
    const last = rows[rows.length - 1];
    return {
      reports: rows.map(fromRow),
      nextCursor:
        found.length > options.limit
          ? encodeCursor([last.received_at, last.id])
          : null,
    };
  }
}

/**
 * Leaves one newest of the series. Two that are stored at the same moment may
 * both stay: readers take the newer, and the next one supersedes both.
 */
async function supersede(
  tx: Knex,
  { entityRef, type, series }: NewReport,
): Promise<void> {
  const current = () =>
    tx<Row>('reports').where({
      entity_ref: entityRef,
      type,
      series,
      superseded: false,
    });
  const newest = await current()
    .orderBy([
      { column: 'produced_at', order: 'desc' },
      { column: 'received_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first();
  if (newest) {
    await current().whereNot({ id: newest.id }).update({ superseded: true });
  }
}

/** Newest first, in the order in which one supersedes another. */
function byNewest(a: StoredReport, b: StoredReport): number {
  const key = ({ producedAt, receivedAt, id }: StoredReport) =>
    `${producedAt}|${receivedAt}|${id}`;
  return key(a) < key(b) ? 1 : -1;
}

function toRow(id: string, report: NewReport, now: Date): Row {
  return {
    id,
    entity_ref: report.entityRef,
    type: report.type,
    series: report.series,
    digest: report.digest,
    produced_at: report.producedAt,
    received_at: now.toISOString(),
    commit: report.commit,
    environment: report.environment,
    tool_name: report.tool?.name ?? null,
    tool_version: report.tool?.version ?? null,
    link: report.link,
    pushed_by: report.pushedBy,
    signed_by: report.signedBy,
    value: JSON.stringify(report.value),
    miss: report.miss ? JSON.stringify(report.miss) : null,
    superseded: false,
  };
}

function fromRow(row: Row): StoredReport {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    type: row.type,
    series: row.series,
    digest: row.digest,
    producedAt: row.produced_at,
    receivedAt: row.received_at,
    commit: row.commit,
    environment: row.environment,
    tool:
      row.tool_name === null
        ? null
        : { name: row.tool_name, version: row.tool_version },
    link: row.link,
    pushedBy: row.pushed_by,
    signedBy: row.signed_by,
    value: JSON.parse(row.value),
    ...(row.miss === null ? {} : { miss: JSON.parse(row.miss) }),
    superseded: Boolean(row.superseded),
  };
}
