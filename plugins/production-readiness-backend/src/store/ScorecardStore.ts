import type { Knex } from 'knex';
import type { ScorecardDocument } from '@production-readiness/backstage-plugin-production-readiness-common';
import { z } from 'zod';
import {
  criticalChange,
  criticalPayload,
  knownRowsOf,
  type KnownRows,
} from './criticalFailures';
import { decodeCursor, encodeCursor } from './cursor';
import { digestOf } from './digest';
import { findTransitions } from './findTransitions';
import { writeNotice } from './notices';
import { applyRowFilter } from './rowFilter';
import {
  aggregateRow,
  fromScorecardTableRow,
  STATUS_CHARACTERS,
  type ScorecardTableRow,
} from './scorecardRow';
import { whereKey } from './SubjectStore';
import { bulkUpsert } from './bulk';
import type {
  Projection,
  ProjectionWrite,
  RowPage,
  RowQuery,
  RowSort,
  RowTotals,
  ScorecardRow,
  ScorecardStore,
  SubjectKey,
  WriteOutcome,
} from './types';

interface DocumentRow {
  subject_ref: string;
  checklist_id: string;
  digest: string;
  revision: number;
  hash: string;
  document: string;
}

const SORT_COLUMNS: Record<RowSort, string> = {
  title: 'sort_title',
  score: 'sort_score',
  verdict: 'sort_verdict',
  failing: 'failing',
  unknown: 'unknown',
  evaluatedAt: "coalesce(evaluated_at, '')",
};

const RowPosition = z.tuple([
  z.string(),
  z.union([z.string(), z.number()]),
  z.string(),
  z.string(),
]);

export class DatabaseScorecardStore implements ScorecardStore {
  constructor(private readonly knex: Knex) {}

  async get(key: SubjectKey, digest?: string): Promise<Projection | undefined> {
    const query = this.knex<DocumentRow>('scorecards').where(whereKey(key));
    if (digest === undefined) {
      query.where(
        'digest',
        this.knex('subjects').where(whereKey(key)).select('digest'),
      );
    } else {
      query.where({ digest });
    }
    const row = await query.first();
    return (
      row && {
        ...key,
        digest: row.digest,
        revision: row.revision,
        document: JSON.parse(row.document),
      }
    );
  }

  async getRow(key: SubjectKey): Promise<ScorecardRow | undefined> {
    const row = await this.rows().where(whereKey(key)).first();
    return row && fromScorecardTableRow(row);
  }

  async list(
    query: RowQuery,
    {
      sort = 'title',
      descending = false,
      limit,
      cursor,
    }: { sort?: RowSort; descending?: boolean; limit: number; cursor?: string },
  ): Promise<RowPage> {
    const column = SORT_COLUMNS[sort];
    const direction = descending ? 'desc' : 'asc';
    // The cursor names the order that it was made for.
    const order = `${sort}-${direction}`;
    const page = applyQuery(this.rows(), query)
      .select(this.knex.raw(`${column} as position`))
      .orderByRaw(
        `${column} ${direction}, subject_ref ${direction}, checklist_id ${direction}`,
      )
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [, ...position] = decodeCursor(
        cursor,
        RowPosition.refine(([madeFor]) => madeFor === order),
      );
      page.whereRaw(
        `(${column}, subject_ref, checklist_id) ${
          descending ? '<' : '>'
        } (?, ?, ?)`,
        position,
      );
    }
    const found = await page;
    const rows = found.slice(0, limit);
    const last = rows[rows.length - 1];
    return {
      rows: rows.map(fromScorecardTableRow),
      nextCursor:
        found.length > limit
          ? encodeCursor([
              order,
              last.position,
              last.subject_ref,
              last.checklist_id,
            ])
          : null,
    };
  }

  async totals(query: RowQuery): Promise<RowTotals> {
    const groups: {
      checklist_id: string;
      verdict: RowTotals['byVerdict'][number]['verdict'];
      level_id: string | null;
      count: string | number;
      never_run: string | number;
    }[] = await applyQuery(this.knex('scorecard_rows'), query)
      .groupBy('checklist_id', 'verdict', 'level_id')
      .select('checklist_id', 'verdict', 'level_id')
      .count({ count: '*' })
      .select(
        this.knex.raw(
          'sum(case when evaluated_at is null then 1 else 0 end) as never_run',
        ),
      );
    const byVerdict = new Map<
      RowTotals['byVerdict'][number]['verdict'],
      number
    >();
    for (const group of groups) {
      byVerdict.set(
        group.verdict,
        (byVerdict.get(group.verdict) ?? 0) + Number(group.count),
      );
    }
    return {
      count: sum(groups.map(group => Number(group.count))),
      neverRun: sum(groups.map(group => Number(group.never_run))),
      byVerdict: [...byVerdict].map(([verdict, count]) => ({ verdict, count })),
      byLevel: levelCounts(groups),
    };
  }

  async write(write: ProjectionWrite): Promise<WriteOutcome> {
    const row = aggregateRow(write);
    const hash = digestOf(write.document);
    return this.knex.transaction(async tx => {
      const before = await tx('subjects')
        .where(whereKey(write))
        .first('digest', 'evaluated_at');
      // The lock on this row is what the comparison of revisions rests on.
      const settled = await settleSubject(tx, write, {
        digest: write.digest,
        input_hash: write.inputHash,
        conditions: JSON.stringify(write.conditions),
        valid_until: write.validUntil,
      });
      if (!settled) return 'outdated';

      const previous = await tx<DocumentRow>('scorecards')
        .where({ ...whereKey(write), digest: before.digest ?? '' })
        .first();
      const sameDocument =
        previous?.digest === write.digest && previous.hash === hash;
      await writeRow(tx, write, row);
      if (sameDocument) {
        await writePoint(tx, write, 'ignore');
        return 'unchanged';
      }
      const previousDocument: ScorecardDocument | undefined =
        previous && JSON.parse(previous.document);
      await writeDocument(tx, write, hash);
      const transitions = findTransitions(previousDocument, write.document);
      await writeTransitions(tx, write, transitions);
      await writeNotices(tx, write, { before: previousDocument, transitions });
      await noticeCritical(tx, write, previousDocument);
      await writePoint(tx, write, 'overwrite');
      return 'written';
    });
  }

  async touch(
    write: SubjectKey & {
      revision: number;
      claimedBy: string;
      dueAt: string | null;
      now: Date;
    },
  ): Promise<'unchanged' | 'outdated'> {
    return this.knex.transaction(async tx => {
      if (!(await settleSubject(tx, write, {}))) return 'outdated';
      await tx('scorecard_rows')
        .where(whereKey(write))
        .update({ evaluated_at: write.now.toISOString() });
      const row = await tx('scorecard_rows').where(whereKey(write)).first();
      await insertPoint(tx, { ...write, ...row }, 'ignore');
      return 'unchanged';
    });
  }

  private rows(): Knex.QueryBuilder {
    return this.knex('scorecard_rows').select(
      'scorecard_rows.*',
      this.knex.raw(
        `exists (select 1 from runs where runs.subject_ref = scorecard_rows.subject_ref
           and runs.checklist_id = scorecard_rows.checklist_id
           and runs.state in ('queued', 'running')) as running`,
      ),
    );
  }
}

function applyQuery(
  rows: Knex.QueryBuilder,
  query: RowQuery,
): Knex.QueryBuilder {
  if (!query.includeGone) rows.whereNull('gone_at');
  if (query.visible) {
    const { visible } = query;
    rows.where(q => void applyRowFilter(q, visible));
  }
  const columns: [string, string[] | undefined][] = [
    ['checklist_id', query.checklistId ? [query.checklistId] : undefined],
    ['subject_ref', query.entityRefs],
    ['owner', query.owner],
    ['system', query.system],
    ['kind', query.kind],
    ['namespace', query.namespace],
    ['type', query.type],
    ['lifecycle', query.lifecycle],
    ['level_id', query.levelId],
  ];
  for (const [column, values] of columns) {
    if (values) rows.whereIn(column, values);
  }
  if (query.verdict) {
    rows.whereRaw(
      `coalesce(verdict, 'none') in (${query.verdict.map(() => '?')})`,
      query.verdict,
    );
  }
  if (query.search) {
    const part = `%${query.search
      .toLocaleLowerCase('en-US')
      .replace(/[\\%_]/g, '\\$&')}%`;
    rows.where(q =>
      q
        .whereRaw(`sort_title like ? escape '\\'`, [part])
        .orWhereRaw(`lower(name) like ? escape '\\'`, [part]),
    );
  }
  if (query.item) {
    const { digest, index, status } = query.item;
    rows
      .where({ digest })
      .whereRaw(`substr(statuses, ?, 1) in (${status.map(() => '?')})`, [
        index + 1,
        ...status.map(each => STATUS_CHARACTERS[each]),
      ]);
  }
  return rows;
}

/** False: an input changed meanwhile, or another process took over. */
async function settleSubject(
  tx: Knex.Transaction,
  write: SubjectKey & {
    revision: number;
    claimedBy: string;
    dueAt: string | null;
    now: Date;
  },
  result: Record<string, string | null>,
): Promise<boolean> {
  const updated = await tx('subjects')
    .where(whereKey(write))
    .where({ claimed_by: write.claimedBy })
    .where('revision', '<=', write.revision)
    .update({
      ...result,
      evaluated_revision: write.revision,
      evaluated_at: write.now.toISOString(),
      due_at: write.dueAt,
    });
  return updated === 1;
}

async function writeRow(
  tx: Knex.Transaction,
  write: ProjectionWrite,
  row: ReturnType<typeof aggregateRow>,
): Promise<void> {
  const evaluatedAt = write.now.toISOString();
  const equal = await tx<ScorecardTableRow>('scorecard_rows')
    .where({ ...whereKey(write), hash: row.hash })
    .update({ evaluated_at: evaluatedAt });
  if (equal === 1) return;
  await tx('scorecard_rows')
    .insert({ ...whereKey(write), ...row, evaluated_at: evaluatedAt })
    .onConflict(['subject_ref', 'checklist_id'])
    .merge();
}

async function writeDocument(
  tx: Knex.Transaction,
  write: ProjectionWrite,
  hash: string,
): Promise<void> {
  await tx('scorecards')
    .insert({
      ...whereKey(write),
      digest: write.digest,
      revision: write.revision,
      hash,
      document: JSON.stringify(write.document),
      written_at: write.now.toISOString(),
    })
    .onConflict(['subject_ref', 'checklist_id', 'digest'])
    .merge();
}

async function writeTransitions(
  tx: Knex.Transaction,
  write: ProjectionWrite,
  transitions: ReturnType<typeof findTransitions>,
): Promise<void> {
  const at = write.now.toISOString();
  await bulkUpsert(tx, {
    table: 'transitions',
    columns: {
      subject_ref: 'text',
      checklist_id: 'text',
      entity_ref: 'text',
      at: 'text',
      item: 'text',
      title: 'text',
      from_status: 'text',
      to_status: 'text',
    },
    key: ['id'],
    onConflict: 'ignore',
    rows: transitions.map(transition => ({
      ...whereKey(write),
      entity_ref: transition.entityRef,
      at,
      item: transition.item,
      title: transition.title,
      from_status: transition.from,
      to_status: transition.to,
    })),
  });
}

async function writeNotices(
  tx: Knex.Transaction,
  write: ProjectionWrite,
  change: {
    before: ScorecardDocument | undefined;
    transitions: ReturnType<typeof findTransitions>;
  },
): Promise<void> {
  const { verdict } = write.document;
  const { subjectRef, checklistId, now } = write;
  const key = { subjectRef, checklistId, now };
  await writeNotice(tx, {
    ...key,
    kind: 'scorecard-changed',
    payload: {
      verdict,
      transitions: change.transitions.map(({ entityRef, item, from, to }) => ({
        entityRef,
        item,
        from,
        to,
      })),
    },
  });
  if (change.before && change.before.verdict !== verdict) {
    await writeNotice(tx, {
      ...key,
      kind: 'verdict-changed',
      payload: { from: change.before.verdict, to: verdict },
    });
  }
}

/** Tells of critical rows that fail, unless the checklist only observes (semantics 5.7). */
async function noticeCritical(
  tx: Knex.Transaction,
  { subjectRef, checklistId, document, now }: ProjectionWrite,
  before: ScorecardDocument | undefined,
): Promise<void> {
  const key = { subjectRef, checklistId };
  const row = await tx('subjects').where(whereKey(key)).first('critical_known');
  const stored: KnownRows | null = row.critical_known
    ? JSON.parse(row.critical_known)
    : null;
  const { known, failed } = criticalChange(
    stored ?? knownRowsOf(before),
    document,
  );
  if (digestOf(known) !== digestOf(stored)) {
    await tx('subjects')
      .where(whereKey(key))
      .update({ critical_known: JSON.stringify(known) });
  }
  if (failed.length === 0 || !document.enforced) return;
  await writeNotice(tx, {
    ...key,
    kind: 'critical-failed',
    payload: criticalPayload(document, failed),
    now,
  });
}

async function writePoint(
  tx: Knex.Transaction,
  write: ProjectionWrite,
  onConflict: 'overwrite' | 'ignore',
): Promise<void> {
  const { score, verdict, level } = write.document;
  await insertPoint(
    tx,
    {
      ...write,
      completed: score.completed,
      applicable: score.applicable,
      verdict,
      level_id: level?.id ?? null,
    },
    onConflict,
  );
}

/** One point a day: the day's last change wins, a day without one has its first look. */
async function insertPoint(
  tx: Knex.Transaction,
  point: SubjectKey & {
    now: Date;
    completed: number;
    applicable: number;
    verdict: string | null;
    level_id: string | null;
  },
  onConflict: 'overwrite' | 'ignore',
): Promise<void> {
  const insert = tx('daily_points')
    .insert({
      ...whereKey(point),
      day: point.now.toISOString().slice(0, 10),
      completed: point.completed,
      applicable: point.applicable,
      verdict: point.verdict,
      level_id: point.level_id,
    })
    .onConflict(['subject_ref', 'checklist_id', 'day']);
  await (onConflict === 'ignore' ? insert.ignore() : insert.merge());
}

function levelCounts(
  groups: {
    checklist_id: string;
    level_id: string | null;
    count: string | number;
  }[],
): RowTotals['byLevel'] {
  const counts = new Map<string, RowTotals['byLevel'][number]>();
  for (const {
    checklist_id: checklistId,
    level_id: levelId,
    count,
  } of groups) {
    const id = JSON.stringify([checklistId, levelId]);
    const known = counts.get(id) ?? { checklistId, levelId, count: 0 };
    counts.set(id, { ...known, count: known.count + Number(count) });
  }
  return [...counts.values()];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
