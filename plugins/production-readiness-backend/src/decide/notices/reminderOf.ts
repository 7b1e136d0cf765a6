const DAY_MS = 24 * 60 * 60 * 1000;
/** So many days before its end people are reminded, once each. */
const DAYS_BEFORE = [1, 14];

export interface DueReminder {
  reminder: string;
  /** Earlier ones that are too late by now. */
  instead: string[];
  /** Whole days that are left; a part of one counts. */
  daysLeft: number;
}

/**
 * The reminder that is due of something that ends. What lasts less than twice
 * as long as a reminder is early is not reminded of by it: two weeks before the
 * end of a statement for three, everybody remembers.
 */
export function reminderOf(
  { from, until }: { from: string; until: string },
  now: Date,
): DueReminder | undefined {
  const left = Date.parse(until) - now.getTime();
  const lasts = Date.parse(until) - Date.parse(from);
  if (left <= 0) return undefined;
  const [nearest, ...others] = DAYS_BEFORE.filter(
    days => left <= days * DAY_MS && lasts >= 2 * days * DAY_MS,
  );
  return nearest === undefined
    ? undefined
    : {
        reminder: `${nearest}d`,
        instead: others.map(days => `${days}d`),
        daysLeft: Math.ceil(left / DAY_MS),
      };
}

/** Whatever ends before then has to be looked at. */
export function remindBefore(now: Date): Date {
  return new Date(now.getTime() + Math.max(...DAYS_BEFORE) * DAY_MS + 1);
}
