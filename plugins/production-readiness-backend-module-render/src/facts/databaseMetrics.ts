import {
  evidence,
  HOUR_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { newestOf, type MetricName } from '../api/metrics';
import { bytesIn } from '../api/units';
import {
  evidenceOf,
  percent,
  requirePoints,
  rounded,
  within,
} from './metricSupport';
import { createRenderFact } from './RenderFact';

const none = z.strictObject({});
const points = z.number();

/** How full the disk of a database is. */
export const diskFact = createRenderFact({
  scope: 'database',
  params: none,
  value: z.object({ points, usedShare: z.number() }),
  async read(context) {
    const { id, name } = await context.client.postgres(context);
    const read = (metric: MetricName) =>
      within(context, { metric, resources: [id], ms: 24 * HOUR_MS });
    const [usage, capacity] = await Promise.all([
      read('disk-usage'),
      read('disk-capacity'),
    ]);
    const pieces = evidenceOf(usage, capacity);
    requirePoints(usage, { what: 'disk-usage', name, pieces });
    requirePoints(capacity, { what: 'disk-capacity', name, pieces });
    const used = Math.max(...newestOf(usage)) * bytesIn(usage.series[0].unit);
    const whole =
      Math.min(...newestOf(capacity)) * bytesIn(capacity.series[0].unit);
    const usedShare = rounded(used / whole);
    return {
      value: { points: usage.points.length, usedShare },
      evidence: [
        ...pieces,
        evidence({
          request: `disk of ${name}`,
          response: `${percent(usedShare)} used`,
        }),
      ],
    };
  },
});

/** Whether Render keeps track of connections, by the last hour. */
export const activeConnectionsFact = createRenderFact({
  scope: 'database',
  params: none,
  value: z.object({ points, latest: z.number() }),
  async read(context) {
    const { id, name } = await context.client.postgres(context);
    const metric = await within(context, {
      metric: 'active-connections',
      resources: [id],
      ms: HOUR_MS,
    });
    const pieces = evidenceOf(metric);
    requirePoints(metric, { what: 'active-connections', name, pieces });
    const latest = newestOf(metric).reduce((sum, each) => sum + each, 0);
    return {
      value: { points: metric.points.length, latest },
      evidence: [
        ...pieces,
        evidence({
          request: `connections to ${name}`,
          response: `${latest} in the newest point`,
        }),
      ],
    };
  },
});

/** How far replicas are behind; without a replica there are no points. */
export const replicationLagFact = createRenderFact({
  scope: 'database',
  params: none,
  value: z.object({ points, latestSeconds: z.number().nullable() }),
  async read(context) {
    const { name, readReplicas } = await context.client.postgres(context);
    if (readReplicas.length === 0) {
      return {
        value: { points: 0, latestSeconds: null },
        evidence: [
          evidence({ request: `replicas of ${name}`, response: 'none' }),
        ],
      };
    }
    const lag = await within(context, {
      metric: 'replication-lag',
      resources: readReplicas.map(({ id }) => id),
      ms: HOUR_MS,
    });
    const newest = newestOf(lag);
    return {
      value: {
        points: lag.points.length,
        latestSeconds: newest.length > 0 ? Math.max(...newest) : null,
      },
      evidence: evidenceOf(lag),
    };
  },
});
