import { z } from 'zod';
import { CannotSay } from './outcomes';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './times';

const DAY_MS = 24 * HOUR_MS;
const DURATION =
  /^P(?=.)(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

/** An ISO 8601 duration in weeks, days, hours, minutes and seconds: `P7D`, `PT10M`. */
export const durationParameter = z
  .string()
  .regex(DURATION, 'must be a duration as P7D or PT10M');

/** Milliseconds of a duration that `durationParameter` has let through. */
export function durationMs(duration: string): number {
  const parts = DURATION.exec(duration);
  if (!parts) throw new Error(`'${duration}' is no duration as P7D or PT10M`);
  const units = [7 * DAY_MS, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS];
  return units.reduce(
    (sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * unit,
    0,
  );
}

/** `launch`, or the ISO time that it stands for once a launch is recorded. */
export const sinceParameter = z.union([
  z.literal('launch'),
  z.iso.datetime({ offset: true }),
]);

/** The time that `since` stands for; a miss while no launch is recorded. */
export function timeSince(since: string): Date {
  if (since !== 'launch') return new Date(since);
  throw new CannotSay({
    cause: 'waiting-for-time',
    message: 'counted from the launch on, and no launch is recorded',
  });
}
