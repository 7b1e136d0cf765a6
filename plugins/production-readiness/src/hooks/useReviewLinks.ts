import { useRouteRef } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import { portfolioRouteRef, REVIEWS_PATH } from '../routes';

/** Where the page *Readiness* is mounted; undefined in an app without it. */
function usePagePath(): string | undefined {
  try {
    return useRouteRef(portfolioRouteRef)();
  } catch {
    return undefined;
  }
}

export interface ReviewLinks {
  /** The list; of one launch unit where one is named. */
  list(unit?: string): string;
  review(id: string): string;
}

/** Addresses of the launch reviews' pages; undefined in an app without them. */
export function useReviewLinks(): ReviewLinks | undefined {
  const page = usePagePath();
  return useMemo(() => {
    if (page === undefined) return undefined;
    const list = `${page.replace(/\/$/, '')}/${REVIEWS_PATH}`;
    return {
      list: unit => (unit ? `${list}?${new URLSearchParams({ unit })}` : list),
      review: id => `${list}/${encodeURIComponent(id)}`,
    };
  }, [page]);
}
