import {
  readShape,
  type JsonObject,
  type ReportParser,
  type ReportRecord,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { time, words } from './shapes';

const job = z.object({
  job: words,
  /** Null: it never succeeded. */
  lastSuccessAt: time.nullable(),
  intervalMinutes: z.number().positive(),
  sources: z
    .array(z.object({ name: words, ok: z.boolean() }))
    .max(200)
    .default([]),
  /** The job is no more: it is not waited for any longer. */
  retired: z.boolean().default(false),
});

const heartbeat = z.union([
  z.object({ jobs: z.array(job).min(1).max(200) }),
  job.transform(single => ({ jobs: [single] })),
]);

const NEVER = '1970-01-01T00:00:00.000Z';

/**
 * A job tells that it is alive, or several do at once. Each job is kept until
 * it tells again or is retired: one that falls silent stays and grows old.
 */
export const heartbeatParser: ReportParser = {
  type: 'heartbeat',
  title: 'Job heartbeat',
  parse(payload) {
    const jobs = readShape(heartbeat, payload).jobs.map(each => ({
      ...each,
      lastSuccessAt: each.lastSuccessAt ?? NEVER,
    }));
    return {
      value: { jobs },
      series: jobs
        .map(each => each.job)
        .sort()
        .join(', ')
        .slice(0, 200),
    };
  },
  combine(records) {
    const newest = new Map<string, JsonObject>();
    for (const each of records.flatMap(jobsOf)) {
      const name = String(each.job);
      if (!newest.has(name)) newest.set(name, each);
    }
    const jobs = [...newest.values()]
      .filter(({ retired }) => retired !== true)
      .map(({ retired: _, ...rest }) => rest)
      .sort((a, b) => (String(a.job) < String(b.job) ? -1 : 1));
    return { value: { jobs } };
  },
};

function jobsOf({ value }: ReportRecord): JsonObject[] {
  return value.jobs as JsonObject[];
}
