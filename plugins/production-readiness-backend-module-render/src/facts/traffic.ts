import {
  CannotSay,
  durationMs,
  durationParameter,
  evidence,
  HOUR_MS,
  sinceParameter,
  timeSince,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { readMetric, type Metric } from '../api/metrics';
import { millisecondsIn } from '../api/units';
import { createRenderFact } from './RenderFact';

const points = z.number();
const tracked = z.object({ points });
const QUANTILES = { latencyP50: 0.5, latencyP95: 0.95, latencyP99: 0.99 };

/**
 * Requests of a service, how many of them failed and how long 95 of 100 took at
 * most. A miss with fewer than `minRequests`.
 */
export const trafficFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({
    window: durationParameter.optional(),
    since: sinceParameter.optional(),
    minRequests: z.number().int().min(1).default(100),
  }),
  value: z.object({
    points,
    requests: z.number(),
    /** Answered with a 5xx. */
    errors: z.number(),
    errorShare: z.number(),
    /** Null: Render has no latency of this time. */
    p95Ms: z.number().nullable(),
  }),
  async read({ client, params, now, ...asking }) {
    const from = startOf(params, now);
    const { id, name, dashboardUrl } = await client.service(asking);
    const span = { resources: [id], from, to: now };
    const [requests, latency] = await Promise.all([
      readMetric(client, asking, {
        ...span,
        metric: 'http-requests',
        query: { aggregateBy: 'statusCode' },
      }),
      readMetric(client, asking, {
        ...span,
        metric: 'http-latency',
        // Percentiles of parts do not add up to that of the whole: one point.
        resolutionSeconds: Math.max(
          60,
          Math.ceil((now.getTime() - from.getTime()) / 1000),
        ),
        query: { quantile: 0.95 },
      }),
    ]);
    const pieces = [requests.evidence, latency.evidence];
    const counted = countRequests(requests);
    requireTraffic(counted.requests, {
      least: params.minRequests,
      name,
      pieces,
    });
    const value = {
      points: requests.points.length,
      ...counted,
      errorShare: counted.errors / counted.requests,
      p95Ms: slowest(latency),
    };
    return {
      value,
      evidence: [
        ...pieces,
        evidence({
          request: `requests of ${name} since ${from.toISOString()}`,
          response: `${value.requests}, ${
            value.errors
          } of them answered with a 5xx, p95 ${value.p95Ms ?? 'unknown'} ms`,
          link: dashboardUrl ? `${dashboardUrl}/metrics` : undefined,
        }),
      ],
    };
  },
});

/** Whether Render keeps track of requests and latency, by the last hour. */
export const httpMetricsFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({}),
  value: z.object({
    requests: tracked,
    requestsByStatus: tracked,
    latencyP50: tracked,
    latencyP95: tracked,
    latencyP99: tracked,
  }),
  async read({ client, now, ...asking }) {
    const { id, name } = await client.service(asking);
    const span = {
      resources: [id],
      from: new Date(now.getTime() - HOUR_MS),
      to: now,
    };
    const read = (
      metric: 'http-requests' | 'http-latency',
      query?: Record<string, string | number>,
    ) => readMetric(client, asking, { ...span, metric, query });
    const [requests, requestsByStatus, ...latencies] = await Promise.all([
      read('http-requests'),
      read('http-requests', { aggregateBy: 'statusCode' }),
      ...Object.values(QUANTILES).map(quantile =>
        read('http-latency', { quantile }),
      ),
    ]);
    const pieces = [requests, requestsByStatus, ...latencies].map(
      metric => metric.evidence,
    );
    const total = requests.points.reduce((sum, { value }) => sum + value, 0);
    requireTraffic(total, { least: 1, name, pieces });
    return {
      value: {
        requests: { points: requests.points.length },
        requestsByStatus: { points: requestsByStatus.points.length },
        ...Object.fromEntries(
          Object.keys(QUANTILES).map((key, index) => [
            key,
            { points: latencies[index].points.length },
          ]),
        ),
      },
      evidence: pieces,
    };
  },
});

function startOf(
  { window, since }: { window?: string; since?: string },
  now: Date,
): Date {
  if (since !== undefined) return timeSince(since);
  return new Date(now.getTime() - durationMs(window ?? 'P1D'));
}

function requireTraffic(
  requests: number,
  options: { least: number; name: string; pieces: Evidence[] },
): void {
  const { least, name, pieces } = options;
  if (requests >= least) return;
  throw new CannotSay(
    {
      cause: 'waiting-for-traffic',
      message: `Render has counted ${Math.round(
        requests,
      )} requests of ${name} within this time, and ${least} are wanted`,
    },
    pieces,
  );
}

function countRequests({ series }: Metric): {
  requests: number;
  errors: number;
} {
  let requests = 0;
  let errors = 0;
  for (const { labels, points: own } of series) {
    const count = own.reduce((sum, { value }) => sum + value, 0);
    const status = statusOf(labels);
    if (status === undefined && count > 0) {
      throw new Error(
        'Render gives requests without the status of their answers, though it was asked for it',
      );
    }
    requests += count;
    if (status?.startsWith('5')) errors += count;
  }
  return { requests: Math.round(requests), errors: Math.round(errors) };
}

// Render names the label nowhere; no other one has such values.
function statusOf(labels: Map<string, string>): string | undefined {
  return [...labels.values()].find(value => /^[1-5](\d\d|xx)$/i.test(value));
}

/** Of several points the slowest: that of all together is no more. */
function slowest({ series }: Metric): number | null {
  const all = series.flatMap(({ unit, points: own }) =>
    own.map(({ value }) => value * millisecondsIn(unit)),
  );
  return all.length > 0 ? Math.round(Math.max(...all) * 10) / 10 : null;
}
