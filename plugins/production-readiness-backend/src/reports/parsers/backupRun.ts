import {
  readShape,
  ReportError,
  type JsonObject,
  type JsonValue,
  type ReportParser,
  type ReportRecord,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { orNull, outcome, time, words } from './shapes';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A monthly archive may be 32 days old. */
const HISTORY_MS = 40 * DAY_MS;
const DAYS = 7;
const OFFSITE_TARGETS = ['s3', 'gcs'];

const run = z.object({
  result: outcome,
  startedAt: time,
  endedAt: time,
  /** `s3`, `gcs`, or whatever it was written to. */
  target: words,
  kind: z.enum(['hourly', 'daily', 'weekly', 'monthly']),
  /** `aws:kms`, `AES256`, `gpg`, `age`, ...; null: not encrypted. */
  encryption: orNull(words),
});

/**
 * One run of a backup job. Expressions read the newest, and of those before it
 * one a day of the last seven, and the newest off-site, weekly and monthly one.
 */
export const backupRunParser: ReportParser = {
  type: 'backup-run',
  title: 'Backup run',
  historyMs: HISTORY_MS,
  parse(payload) {
    const value = readShape(run, payload);
    if (value.endedAt < value.startedAt) {
      throw new ReportError('endedAt', 'is before startedAt');
    }
    // A weekly run must not replace the daily one in what is kept.
    const series = `${value.kind} ${value.target}`;
    return { value, series, happenedAt: value.endedAt };
  },
  combine(records, { now }) {
    const newest = (is: (record: ReportRecord) => boolean) =>
      brief(records.find(is));
    return {
      value: {
        ...records[0].value,
        days: lastDays(records, now),
        offsite: newest(({ value }) =>
          OFFSITE_TARGETS.includes(String(value.target).toLowerCase()),
        ),
        weekly: newest(({ value }) => value.kind === 'weekly'),
        monthly: newest(({ value }) => value.kind === 'monthly'),
      },
      changesAt: nextDay(now),
    };
  },
};

function brief(record: ReportRecord | undefined): JsonValue {
  if (!record) return null;
  const { result, endedAt, target, encryption } = record.value;
  return {
    result,
    endedAt,
    target: String(target).toLowerCase(),
    encryption,
  };
}

/**
 * The daily runs of each of the last seven days in UTC, today only once it has
 * run. A day without a run has no entry, so that there are less than seven.
 */
function lastDays(records: ReportRecord[], now: Date): JsonObject[] {
  const daily = records.filter(({ value }) => value.kind === 'daily');
  const today = dayOf(now);
  const ranToday = daily.some(
    ({ value }) => dayOf(new Date(String(value.startedAt))) === today,
  );
  const last = ranToday ? 0 : 1;
  return Array.from({ length: DAYS }, (_, index) =>
    dayOf(new Date(now.getTime() - (last + DAYS - 1 - index) * DAY_MS)),
  ).flatMap(day => {
    const found = daily.find(
      ({ value }) => dayOf(new Date(String(value.startedAt))) === day,
    );
    if (!found) return [];
    const started = new Date(String(found.value.startedAt));
    return [
      {
        day,
        result: found.value.result,
        startMinuteUtc: started.getUTCHours() * 60 + started.getUTCMinutes(),
      },
    ];
  });
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function nextDay(now: Date): number {
  return (Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS;
}
