import type { Evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { Asking, RenderClient } from '../client';
import { listOf, text } from './fields';

/** Points per series that are asked for at most: Render answers 500 to too many. */
const MAX_POINTS = 1500;
const RESOLUTIONS = [60, 120, 300, 600, 1800, 3600, 7200, 14_400, 86_400];

export type MetricName =
  | 'active-connections'
  | 'bandwidth'
  | 'cpu'
  | 'cpu-limit'
  | 'disk-capacity'
  | 'disk-usage'
  | 'http-latency'
  | 'http-requests'
  | 'memory'
  | 'memory-limit'
  | 'replication-lag';

export interface Point {
  /** Milliseconds since 1970. */
  at: number;
  value: number;
}

/** One line of a chart, for example of one instance. */
export interface Series {
  labels: Map<string, string>;
  /** As Render writes it: free text. */
  unit: string;
  /** Oldest first. */
  points: Point[];
}

export interface Metric {
  series: Series[];
  /** Of all series together. */
  points: Point[];
  evidence: Evidence;
}

const schema = listOf(
  z.object({
    labels: listOf(z.object({ field: z.string(), value: z.string() })),
    unit: text,
    values: listOf(
      z.object({ timestamp: z.string(), value: z.number().nullable() }),
    ),
  }),
);

/** Seconds between two points so that a span is not asked for too finely. */
export function resolutionFor(spanMs: number): number {
  const least = spanMs / 1000 / MAX_POINTS;
  return RESOLUTIONS.find(each => each >= least) ?? RESOLUTIONS.at(-1)!;
}

/**
 * A metric of a resource within a time; empty where it does not apply. Without
 * a start Render would give that of the last hour.
 */
export async function readMetric(
  client: RenderClient,
  asking: Asking,
  options: {
    metric: MetricName;
    resources: string[];
    from: Date;
    to: Date;
    /** Defaults to what suits the span; null: the metric knows none. */
    resolutionSeconds?: number | null;
    query?: Record<string, string | number>;
  },
): Promise<Metric> {
  const { metric, resources, from, to, query } = options;
  const { resolutionSeconds = resolutionFor(to.getTime() - from.getTime()) } =
    options;
  const answer = await client.get(asking, {
    path: `/metrics/${metric}`,
    query: {
      resource: resources,
      startTime: from.toISOString(),
      endTime: to.toISOString(),
      resolutionSeconds: resolutionSeconds ?? undefined,
      ...query,
    },
    schema,
  });
  const series = answer.data.map(each => ({
    labels: new Map(each.labels.map(({ field, value }) => [field, value])),
    unit: each.unit ?? '',
    points: each.values
      .flatMap(({ timestamp, value }) =>
        value === null ? [] : [{ at: Date.parse(timestamp), value }],
      )
      .sort((a, b) => a.at - b.at),
  }));
  return {
    series,
    points: series.flatMap(each => each.points),
    evidence: answer.evidence,
  };
}

/** The newest value of each series. */
export function newestOf({ series }: Metric): number[] {
  return series.flatMap(({ points }) => points.at(-1)?.value ?? []);
}
