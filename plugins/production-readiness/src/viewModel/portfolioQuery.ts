import type {
  ScorecardsQuery,
  ScorecardTotals,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';

export const PAGE_SIZE = 25;

export const VERDICTS = [
  'no-go',
  'undecided',
  'go',
  'none',
] as const satisfies readonly (Verdict | 'none')[];

export type PortfolioVerdict = (typeof VERDICTS)[number];
export type PortfolioSort = NonNullable<ScorecardsQuery['sort']>;

/** What the address of the portfolio says. */
export interface PortfolioQuery {
  text?: string;
  verdict?: PortfolioVerdict;
  checklist?: string;
  owner?: string;
  sort: PortfolioSort;
  descending: boolean;
  cursor?: string;
}

const SORTS: readonly PortfolioSort[] = [
  'title',
  'verdict',
  'score',
  'failing',
  'unknown',
  'evaluatedAt',
];

/** Columns whose telling end is the high one. */
const DESCENDING_FIRST: ReadonlySet<PortfolioSort> = new Set<PortfolioSort>([
  'failing',
  'unknown',
  'evaluatedAt',
]);

export function parsePortfolioQuery(params: URLSearchParams): PortfolioQuery {
  const [sort, order] = (params.get('sort') ?? '').split(':');
  const known = SORTS.find(each => each === sort);
  return {
    text: params.get('q') || undefined,
    verdict: VERDICTS.find(each => each === params.get('verdict')),
    checklist: params.get('checklist') || undefined,
    owner: params.get('owner') || undefined,
    sort: known ?? 'title',
    descending: known ? order === 'desc' : false,
    cursor: params.get('cursor') || undefined,
  };
}

export function portfolioParams(query: PortfolioQuery): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | undefined) =>
    value && params.set(name, value);
  set('q', query.text);
  set('verdict', query.verdict);
  set('checklist', query.checklist);
  set('owner', query.owner);
  if (query.sort !== 'title' || query.descending) {
    set('sort', query.descending ? `${query.sort}:desc` : query.sort);
  }
  set('cursor', query.cursor);
  return params;
}

export function toScorecardsQuery(query: PortfolioQuery): ScorecardsQuery {
  return {
    q: query.text,
    verdict: query.verdict && [query.verdict],
    checklist: query.checklist,
    owner: query.owner ? [query.owner] : undefined,
    sort: query.sort,
    order: query.descending ? 'desc' : 'asc',
    cursor: query.cursor,
    limit: PAGE_SIZE,
  };
}

/** A changed filter starts at the first page: a cursor belongs to one filter and one order. */
export function withFilter(
  query: PortfolioQuery,
  change: Partial<Omit<PortfolioQuery, 'cursor'>>,
): PortfolioQuery {
  return { ...query, ...change, cursor: undefined };
}

/** A click on a column: turns the order round, or starts with the telling end. */
export function sortBy(
  query: PortfolioQuery,
  sort: PortfolioSort,
): PortfolioQuery {
  const descending =
    query.sort === sort ? !query.descending : DESCENDING_FIRST.has(sort);
  return withFilter(query, { sort, descending });
}

export function isPortfolioFiltered(query: PortfolioQuery): boolean {
  return Boolean(query.text || query.verdict || query.checklist || query.owner);
}

/** How many units have each verdict; `none` are those without one, never checked or without a gate. */
export function countVerdicts(
  totals: Pick<ScorecardTotals, 'byVerdict'>,
): Record<PortfolioVerdict, number> {
  const counts = { 'no-go': 0, undecided: 0, go: 0, none: 0 };
  for (const { verdict, count } of totals.byVerdict) {
    counts[verdict ?? 'none'] += count;
  }
  return counts;
}
