import type {
  Score,
  Status,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Status of an item, with waivers and before them. */
export interface ItemStatus {
  status: Status;
  rawStatus: Status;
}

/**
 * Items that pass over items that apply (semantics 5.2). A waived item stays in
 * the denominator: an exception is not an achievement.
 *
 * @public
 */
export function scoreOf(items: readonly Pick<ItemStatus, 'status'>[]): Score {
  const count = (status: Status) =>
    items.filter(item => item.status === status).length;
  const completed = count('pass');
  const applicable = items.length - count('not-applicable');
  return {
    completed,
    applicable,
    total: items.length,
    waived: count('waived'),
    percent:
      applicable === 0
        ? null
        : // Cut, not rounded: 99.96 must not read as 100.
          Math.floor((completed * 1000) / applicable) / 10,
  };
}

// Thresholds have at most three decimals, so that comparisons stay exact.
const SCALE = 1000;

/** Whether a share reaches a percentage, in whole numbers. */
export function reaches(part: number, whole: number, percent: number): boolean {
  return part * 100 * SCALE >= Math.round(percent * SCALE) * whole;
}

/** Fewest of `whole` that reach a percentage. */
export function fewest(whole: number, percent: number): number {
  return Math.ceil((Math.round(percent * SCALE) * whole) / (100 * SCALE));
}

/**
 * Whether the score is at least a percentage: false only if it stays below even
 * with every unknown passing; unknown where nothing applies (semantics 5.4).
 */
export function scoreTruth(
  items: readonly ItemStatus[],
  percent: number,
): Truth {
  const { completed, applicable } = scoreOf(items);
  if (applicable === 0) return 'unknown';
  if (reaches(completed, applicable, percent)) return 'true';
  const open = items.filter(
    item =>
      item.status === 'unknown' ||
      // A waiver hides it, and it might pass all the same.
      (item.status === 'waived' && item.rawStatus === 'unknown'),
  ).length;
  return reaches(completed + open, applicable, percent) ? 'unknown' : 'false';
}
