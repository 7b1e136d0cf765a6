import { DateTime } from 'luxon';

const JUST_NOW_MS = 45_000;

/** `null` within 45 s of now: 'in 0 seconds' tells nobody anything. */
export function relativeTime(at: string, now: number): string | null {
  const time = DateTime.fromISO(at);
  if (Math.abs(time.toMillis() - now) < JUST_NOW_MS) return null;
  return time.toRelative({ base: DateTime.fromMillis(now) });
}

/** Date and time with zone, for whoever needs it exactly. */
export function exactTime(at: string): string {
  return DateTime.fromISO(at).toFormat("d LLL yyyy HH:mm:ss 'UTC'ZZ");
}

/** `1 Dec 2026 10:00 UTC`: the same for everybody who reads it. */
export function utcTime(at: string): string {
  return DateTime.fromISO(at).toUTC().toFormat("d LLL yyyy HH:mm 'UTC'");
}

export function isPast(at: string | null, now: number): boolean {
  return at !== null && DateTime.fromISO(at).toMillis() < now;
}
