import type {
  ReviewsQuery,
  ReviewState,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { PAGE_SIZE } from './portfolioQuery';

/** Those that somebody still has to do something about come first. */
export const REVIEW_STATES = [
  'open',
  'decided',
  'launched',
  'withdrawn',
  'expired',
  'verified',
  'cancelled',
  'superseded',
] as const satisfies readonly ReviewState[];

/** What the address of the list says. */
export interface ReviewQuery {
  states: ReviewState[];
  checklist?: string;
  /** Ref of a launch unit. */
  unit?: string;
  cursor?: string;
}

export function parseReviewQuery(params: URLSearchParams): ReviewQuery {
  const states = (params.get('state') ?? '').split(',');
  return {
    states: REVIEW_STATES.filter(each => states.includes(each)),
    checklist: params.get('checklist') || undefined,
    unit: params.get('unit') || undefined,
    cursor: params.get('cursor') || undefined,
  };
}

export function reviewParams(query: ReviewQuery): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | undefined) =>
    value && params.set(name, value);
  set('state', query.states.join(','));
  set('checklist', query.checklist);
  set('unit', query.unit);
  set('cursor', query.cursor);
  return params;
}

export function toReviewsQuery(query: ReviewQuery): ReviewsQuery {
  return {
    state: query.states.length ? query.states : undefined,
    checklist: query.checklist,
    entityRef: query.unit,
    cursor: query.cursor,
    limit: PAGE_SIZE,
  };
}

/** A changed filter starts at the first page: a cursor belongs to one filter. */
export function withReviewFilter(
  query: ReviewQuery,
  change: Partial<Omit<ReviewQuery, 'cursor'>>,
): ReviewQuery {
  return { ...query, ...change, cursor: undefined };
}

export function toggleState(
  query: ReviewQuery,
  state: ReviewState,
): ReviewQuery {
  const states = query.states.includes(state)
    ? query.states.filter(each => each !== state)
    : REVIEW_STATES.filter(
        each => each === state || query.states.includes(each),
      );
  return withReviewFilter(query, { states });
}

export function isReviewFiltered(query: ReviewQuery): boolean {
  return Boolean(query.states.length || query.checklist || query.unit);
}
