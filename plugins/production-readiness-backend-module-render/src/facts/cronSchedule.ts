import { CronExpressionParser } from 'cron-parser';

const DAY_MS = 24 * 60 * 60_000;
const MINUTES_A_DAY = 24 * 60;
/** Days that are looked at: long enough for two 29ths of February. */
const FIRST_DAY = Date.parse('2024-01-01T00:00:00Z') / DAY_MS;
const DAYS = 8 * 366;

/**
 * Minutes of the longest pause between two runs of a cron schedule, which
 * Render reads in UTC; null where the schedule cannot be read.
 */
export function longestPauseMinutes(schedule: string): number | null {
  const fields = fieldsOf(schedule);
  if (!fields) return null;
  const runs = fields.hours.flatMap(hour =>
    fields.minutes.map(minute => hour * 60 + minute),
  );
  const days = daysWithRuns(fields);
  if (runs.length === 0 || days.length < 2) return null;
  const overnight = MINUTES_A_DAY - runs.at(-1)! + runs[0];
  const skippedDays = longestGap(days) - 1;
  return Math.max(longestGap(runs), overnight + skippedDays * MINUTES_A_DAY);
}

interface Fields {
  minutes: number[];
  hours: number[];
  daysOfMonth: number[];
  months: number[];
  /** Sunday is 0. */
  daysOfWeek: number[];
  /** Both kinds of day are restricted: either one is enough, as cron has it. */
  eitherDay: boolean;
}

function fieldsOf(schedule: string): Fields | undefined {
  if (schedule.trim().split(/\s+/).length !== 5) return undefined;
  try {
    const { fields } = CronExpressionParser.parse(schedule.trim());
    const { dayOfMonth, dayOfWeek } = fields;
    const numbers = (values: readonly unknown[]) => values.map(Number);
    return {
      minutes: numbers(fields.minute.values),
      hours: numbers(fields.hour.values),
      daysOfMonth: numbers(dayOfMonth.values),
      months: numbers(fields.month.values),
      daysOfWeek: numbers(dayOfWeek.values).map(day => day % 7),
      eitherDay: !dayOfMonth.isWildcard && !dayOfWeek.isWildcard,
    };
  } catch {
    return undefined;
  }
}

/** Days since 1970 on which there is a run. */
function daysWithRuns(fields: Fields): number[] {
  return Array.from({ length: DAYS }, (_, index) => FIRST_DAY + index).filter(
    day => runsOn(new Date(day * DAY_MS), fields),
  );
}

function runsOn(date: Date, fields: Fields): boolean {
  if (!fields.months.includes(date.getUTCMonth() + 1)) return false;
  const ofMonth = fields.daysOfMonth.includes(date.getUTCDate());
  const ofWeek = fields.daysOfWeek.includes(date.getUTCDay());
  return fields.eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
}

function longestGap(sorted: number[]): number {
  return sorted
    .slice(1)
    .reduce((longest, at, index) => Math.max(longest, at - sorted[index]), 0);
}
