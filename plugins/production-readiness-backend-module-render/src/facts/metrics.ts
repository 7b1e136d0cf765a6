import {
  durationMs,
  durationParameter,
  evidence,
  HOUR_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { newestOf, type MetricName } from '../api/metrics';
import { bytesIn } from '../api/units';
import {
  evidenceOf,
  noPoints,
  percent,
  requirePoints,
  rounded,
  within,
} from './metricSupport';
import { createRenderFact } from './RenderFact';
import { shareOfLimit } from './shareOfLimit';

const none = z.strictObject({});
const points = z.number();

/** How much of its memory and processor a service used. */
export const metricsFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({ window: durationParameter.default('P7D') }),
  value: z.object({
    /** The most that one instance used at a time, of what it may use. */
    memoryMaxShare: z.number(),
    /** What the processor was below in 95 of 100 points, of what it may use. */
    cpuP95Share: z.number(),
    points,
  }),
  async read(context) {
    const { client, params, ...asking } = context;
    const { id, name, dashboardUrl } = await client.service(asking);
    const read = (metric: MetricName) =>
      within(context, {
        metric,
        resources: [id],
        ms: durationMs(params.window),
      });
    const [memory, memoryLimit, cpu, cpuLimit] = await Promise.all([
      read('memory'),
      read('memory-limit'),
      read('cpu'),
      read('cpu-limit'),
    ]);
    const pieces = evidenceOf(memory, memoryLimit, cpu, cpuLimit);
    for (const [what, metric] of [
      ['memory', memory],
      ['memory-limit', memoryLimit],
      ['cpu', cpu],
      ['cpu-limit', cpuLimit],
    ] as const) {
      requirePoints(metric, { what, name, pieces });
    }
    const memoryShares = shareOfLimit(memory, memoryLimit);
    const cpuShares = shareOfLimit(cpu, cpuLimit);
    const value = {
      memoryMaxShare: rounded(memoryShares.at(-1)!),
      cpuP95Share: rounded(percentile(cpuShares, 0.95)),
      points: memory.points.length,
    };
    return {
      value,
      evidence: [
        ...pieces,
        evidence({
          request: `memory and processor of ${name} within ${params.window}`,
          response: `memory at most ${percent(
            value.memoryMaxShare,
          )}, processor ${percent(
            value.cpuP95Share,
          )} or less in 95 of 100 points`,
          link: dashboardUrl ? `${dashboardUrl}/metrics` : undefined,
        }),
      ],
    };
  },
});

/** Whether Render keeps track of processor and memory, by the last hour. */
export const resourceMetricsFact = createRenderFact({
  scope: 'resource',
  params: none,
  value: z.object({
    cpu: z.object({ points }),
    memory: z.object({ points }),
  }),
  async read(context) {
    const { id } = await context.client.resource(context);
    const [cpu, memory] = await Promise.all([
      within(context, { metric: 'cpu', resources: [id], ms: HOUR_MS }),
      within(context, { metric: 'memory', resources: [id], ms: HOUR_MS }),
    ]);
    const pieces = evidenceOf(cpu, memory);
    if (cpu.points.length === 0 || memory.points.length === 0) {
      throw noPoints('cpu or of memory', id, pieces);
    }
    return {
      value: {
        cpu: { points: cpu.points.length },
        memory: { points: memory.points.length },
      },
      evidence: pieces,
    };
  },
});

/** The least memory that an instance may use. */
export const memoryLimitFact = createRenderFact({
  scope: 'service',
  params: none,
  value: z.object({ bytes: z.number() }),
  async read(context) {
    const { id, name } = await context.client.service(context);
    const limit = await within(context, {
      metric: 'memory-limit',
      resources: [id],
      ms: HOUR_MS,
    });
    const pieces = evidenceOf(limit);
    requirePoints(limit, { what: 'memory-limit', name, pieces });
    const bytes = Math.round(
      Math.min(...newestOf(limit)) * bytesIn(limit.series[0].unit),
    );
    return {
      value: { bytes },
      evidence: [
        ...pieces,
        evidence({
          request: `memory limit of ${name}`,
          response: `${bytes} bytes`,
        }),
      ],
    };
  },
});

/** What a service sent, in 10^9 bytes. */
export const bandwidthFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({ window: durationParameter.default('P30D') }),
  value: z.object({ points, gigabytes: z.number() }),
  async read(context) {
    const { client, params, ...asking } = context;
    const { id, name } = await client.service(asking);
    const sent = await within(context, {
      metric: 'bandwidth',
      resources: [id],
      ms: durationMs(params.window),
      resolutionSeconds: null,
    });
    const pieces = evidenceOf(sent);
    requirePoints(sent, { what: 'bandwidth', name, pieces });
    const bytes = sent.series.reduce(
      (sum, series) =>
        sum +
        series.points.reduce((own, { value }) => own + value, 0) *
          bytesIn(series.unit),
      0,
    );
    const gigabytes = Math.round(bytes / 1e6) / 1e3;
    return {
      value: { points: sent.points.length, gigabytes },
      evidence: [
        ...pieces,
        evidence({
          request: `bandwidth of ${name} within ${params.window}`,
          response: `${gigabytes} GB`,
        }),
      ],
    };
  },
});

/** Of sorted values, the smallest that so large a part of them does not exceed. */
function percentile(sorted: number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}
