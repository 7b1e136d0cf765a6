import {
  readShape,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  amount,
  dateOrTime,
  figure,
  MOST_ENTRIES,
  orNull,
  outcome,
  time,
  words,
} from './shapes';

const drill = z.object({
  result: outcome,
  /** When the restored backup was made. */
  backupTime: orNull(time),
  /** What it was restored into. */
  target: orNull(words),
  durationSeconds: orNull(amount),
  integrity: z
    .array(z.object({ table: words, expected: figure, restored: figure }))
    .max(MOST_ENTRIES)
    .default([]),
  /** When the drill ended; without it when the report was produced. */
  endedAt: time.optional(),
});

/** A backup that was restored on trial. */
export const restoreDrillParser: ReportParser = {
  type: 'restore-drill',
  title: 'Restore drill',
  parse(payload) {
    const { endedAt, ...value } = readShape(drill, payload);
    return { value, happenedAt: endedAt };
  },
};

const disasterTest = z.object({
  scenario: words,
  result: outcome,
  /** How long the service was away, and how much data was lost. */
  recoveryTimeSeconds: orNull(amount),
  recoveryPointSeconds: orNull(amount),
  date: dateOrTime.optional(),
});

/** A disaster that was played through. */
export const drTestParser: ReportParser = {
  type: 'dr-test',
  title: 'Disaster recovery test',
  parse(payload) {
    const { date, ...value } = readShape(disasterTest, payload);
    return { value, happenedAt: date };
  },
};
