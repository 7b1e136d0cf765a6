import type { Verdict } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { PortfolioQuery, PortfolioSort } from '../api/ReadinessApi';

export const PAGE_SIZE = 25;

export const VERDICTS = [
  'no-go',
  'undecided',
  'go',
  'none',
] as const satisfies readonly (Verdict | 'none')[];

const SORTS: readonly PortfolioSort[] = [
  'name',
  'verdict',
  'score',
  'failing',
  'unknown',
  'checked',
];

/** Numbers are most telling from the top, names from A. */
const DESCENDING_FIRST: ReadonlySet<PortfolioSort> = new Set<PortfolioSort>([
  'failing',
  'unknown',
  'checked',
]);

export function parsePortfolioQuery(params: URLSearchParams): PortfolioQuery {
  const [sort, order] = (params.get('sort') ?? '').split(':');
  const known = SORTS.find(each => each === sort);
  return {
    text: params.get('q') || undefined,
    verdict: VERDICTS.find(each => each === params.get('verdict')),
    checklist: params.get('checklist') || undefined,
    owner: params.get('owner') || undefined,
    sort: known ?? 'name',
    descending: known ? order === 'desc' : false,
    limit: PAGE_SIZE,
    cursor: params.get('cursor') || undefined,
  };
}

/** The address of a query; a cursor belongs to one filter and one order, so any change but the cursor's drops it. */
export function portfolioParams(query: Partial<PortfolioQuery>): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | undefined) =>
    value && params.set(name, value);
  set('q', query.text);
  set('verdict', query.verdict);
  set('checklist', query.checklist);
  set('owner', query.owner);
  if (query.sort && (query.sort !== 'name' || query.descending)) {
    set('sort', query.descending ? `${query.sort}:desc` : query.sort);
  }
  set('cursor', query.cursor);
  return params;
}

/** A click on a column: turns the order round, or starts with the telling end. */
export function sortBy(
  query: PortfolioQuery,
  sort: PortfolioSort,
): PortfolioQuery {
  const descending =
    query.sort === sort ? !query.descending : DESCENDING_FIRST.has(sort);
  return { ...query, sort, descending, cursor: undefined };
}

export function isPortfolioFiltered(query: PortfolioQuery): boolean {
  return Boolean(
    query.text || query.verdict || query.checklist || query.owner,
  );
}
