import type {
  Blocker,
  ItemResult,
  Status,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { digestOf } from './digest';
import {
  fromEntityColumnsRow,
  toEntityColumnsRow,
  type EntityColumnsRow,
} from './entityColumns';
import type {
  CategoryCounts,
  EntityColumns,
  ProjectionWrite,
  ScorecardPlaceholder,
  ScorecardRow,
} from './types';

/** How many blockers a list shows. */
const TOP_BLOCKERS = 3;

export const STATUS_CHARACTERS: Record<Status, string> = {
  pass: 'p',
  fail: 'f',
  unknown: 'u',
  waived: 'w',
  'not-applicable': 'n',
};

const VERDICT_ORDER: Record<Verdict, number> = {
  'no-go': 0,
  undecided: 1,
  go: 2,
};
const NO_VERDICT_ORDER = 3;

/** The aggregated row as it is stored, without key and entity. */
interface Aggregates {
  digest: string;
  version: string;
  completed: number;
  applicable: number;
  total: number;
  waived: number;
  level_id: string | null;
  level_title: string | null;
  verdict: Verdict | null;
  enforced: boolean;
  failing: number;
  unknown: number;
  categories: string;
  top_blockers: string;
  statuses: string;
  sort_title: string;
  sort_score: number;
  sort_verdict: number;
}

export interface ScorecardTableRow extends EntityColumnsRow, Aggregates {
  subject_ref: string;
  checklist_id: string;
  hash: string;
  evaluated_at: string | null;
  gone_at: string | null;
}

/**
 * The row of a subject that was never run. Fails closed: with a gate it is
 * undecided, and nothing counts as applying yet.
 */
export function placeholderRow(
  entity: EntityColumns,
  { digest, version, items, hasGate, enforced }: ScorecardPlaceholder,
) {
  const verdict = hasGate ? ('undecided' as const) : null;
  return {
    digest,
    version,
    completed: 0,
    applicable: 0,
    total: items,
    waived: 0,
    level_id: null,
    level_title: null,
    verdict,
    enforced,
    failing: 0,
    unknown: items,
    categories: '[]',
    top_blockers: '[]',
    statuses: STATUS_CHARACTERS.unknown.repeat(items),
    ...sortColumns(entity, { completed: 0, applicable: 0, verdict }),
    hash: '',
    evaluated_at: null,
    gone_at: null,
  };
}

/** The aggregated row of an evaluation, with the hash that tells whether to write it. */
export function aggregateRow(write: ProjectionWrite) {
  const { document, entity } = write;
  const { score, verdict } = document;
  const count = (status: Status) =>
    document.items.filter(item => item.status === status).length;
  const row = {
    ...toEntityColumnsRow(entity),
    digest: write.digest,
    version: write.version,
    completed: score.completed,
    applicable: score.applicable,
    total: score.total,
    waived: score.waived,
    level_id: document.level?.id ?? null,
    level_title: document.level?.title ?? null,
    verdict,
    enforced: document.enforced,
    failing: count('fail'),
    unknown: count('unknown'),
    categories: JSON.stringify(
      countCategories(document.items, write.categories),
    ),
    top_blockers: JSON.stringify(
      document.blockers.slice(0, TOP_BLOCKERS).map(sentenceOf),
    ),
    statuses: document.items
      .map(item => STATUS_CHARACTERS[item.status])
      .join(''),
    ...sortColumns(entity, { ...score, verdict }),
  } satisfies EntityColumnsRow & Aggregates;
  return { ...row, hash: digestOf(row) };
}

/** What is in the way, so that it cannot be read as its contrary: a trigger's title says the trouble, any other title what is wanted. */
function sentenceOf({ kind, title }: Blocker): string {
  return kind === 'no-go' ? title : `Not met: ${title}`;
}

/** Counts per category; waived items apply and do not pass (semantics 5.2). */
export function countCategories(
  items: ItemResult[],
  categories: { id: string; title: string }[],
): CategoryCounts[] {
  return categories.map(({ id, title }) => {
    const own = items.filter(item => item.category === id);
    const count = (status: Status) =>
      own.filter(item => item.status === status).length;
    return {
      id,
      title,
      passed: count('pass'),
      applicable: own.length - count('not-applicable'),
      failed: count('fail'),
      unknown: count('unknown'),
    };
  });
}

export function fromScorecardTableRow(
  row: ScorecardTableRow & { running: unknown },
): ScorecardRow {
  return {
    subjectRef: row.subject_ref,
    checklistId: row.checklist_id,
    ...fromEntityColumnsRow(row.subject_ref, row),
    digest: row.digest,
    version: row.version,
    completed: row.completed,
    applicable: row.applicable,
    total: row.total,
    waived: row.waived,
    levelId: row.level_id,
    levelTitle: row.level_title,
    verdict: row.verdict,
    enforced: Boolean(row.enforced),
    failing: row.failing,
    unknown: row.unknown,
    categories: JSON.parse(row.categories),
    topBlockers: JSON.parse(row.top_blockers),
    statuses: row.statuses,
    evaluatedAt: row.evaluated_at,
    running: Boolean(row.running),
    goneAt: row.gone_at,
  };
}

function sortColumns(
  entity: EntityColumns,
  score: {
    completed: number;
    applicable: number;
    verdict: Verdict | null;
  },
) {
  return {
    sort_title: (entity.title ?? entity.name).toLocaleLowerCase('en-US'),
    sort_score:
      score.applicable === 0
        ? -1
        : Math.floor((score.completed * 1_000_000) / score.applicable),
    sort_verdict:
      score.verdict === null ? NO_VERDICT_ORDER : VERDICT_ORDER[score.verdict],
  };
}
