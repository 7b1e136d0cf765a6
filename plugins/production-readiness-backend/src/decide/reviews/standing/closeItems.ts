import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { KeepContext } from './keepContext';

const DONE: readonly Status[] = ['pass', 'not-applicable'];

/** Closes what was open at the decision once it passes. */
export async function closeItems({
  tx,
  store,
  review,
  judged,
  now,
}: KeepContext): Promise<void> {
  if (review.state === 'open') return;
  const open = (await store.reviews.items(review.id, tx)).filter(
    ({ closedAt }) => closedAt === null,
  );
  if (open.length === 0) return;
  const done = new Set(
    judged.standing.document.items
      .filter(({ status }) => DONE.includes(status))
      .map(({ id }) => id),
  );
  const closed = await store.reviews.closeItems(
    tx,
    review.id,
    open.map(({ item }) => item).filter(item => done.has(item)),
    now,
  );
  for (const { item, title } of open) {
    if (!closed.includes(item)) continue;
    await store.reviews.addEvent(tx, review.id, {
      at: now.toISOString(),
      by: null,
      kind: 'item-closed',
      text: `'${title}', which was open at the decision, passes`,
    });
  }
}
