import { parseEntityRef } from '@backstage/catalog-model';

/** Paths in the app, as its pages have them unless an adopter moved them. */
const CATALOG = '/catalog';
const REVIEWS = '/production-readiness/reviews';

export function entityTab(
  entityRef: string,
  tab: 'scorecard' | 'go-no-go',
  checklistId: string,
): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  return `${CATALOG}/${path}/${tab}?${new URLSearchParams({
    checklist: checklistId,
  })}`;
}

export function reviewPage(reviewId: string): string {
  return `${REVIEWS}/${encodeURIComponent(reviewId)}`;
}
