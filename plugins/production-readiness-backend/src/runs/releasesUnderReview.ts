import type { Release } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { UNDER_WAY, type ReviewStore } from '../store/reviewTypes';
import type { SubjectKey } from '../store/types';

/**
 * The releases that the newest launch review under way is about; undefined
 * where there is none, and what is live is judged (semantics 1.4).
 */
export async function releasesUnderReview(
  reviews: Pick<ReviewStore, 'listOf'>,
  key: SubjectKey,
  tx?: Knex,
): Promise<Release[] | undefined> {
  const [newest] = await reviews.listOf(key, UNDER_WAY, tx);
  return newest?.pinned.releases;
}
