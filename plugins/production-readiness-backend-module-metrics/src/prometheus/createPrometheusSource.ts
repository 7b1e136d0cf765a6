import { z } from 'zod';
import {
  finite,
  type MetricSource,
  type Series,
  type Window,
} from '../metrics/MetricSource';
import type { PrometheusClient } from './PrometheusClient';

/** Prometheus refuses more than 11,000 points of a series. */
const MAX_POINTS = 11_000;

/** Seconds, and the number as text: JSON knows no NaN. */
const point = z.tuple([z.number(), z.string()]);
const labels = z.record(z.string(), z.string());

const matrix = z.object({
  resultType: z.literal('matrix'),
  result: z.array(z.object({ metric: labels, values: z.array(point) })),
});

const instant = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: point })),
  }),
  z.object({ resultType: z.literal('scalar'), result: point }),
]);

/** Named queries in PromQL: `/api/v1/query_range`, and `/api/v1/query` for what spans the window itself. */
export function createPrometheusSource(client: PrometheusClient): MetricSource {
  const linkTo = (query: string) => {
    const url = new URL(`${client.baseUrl}/graph`);
    url.searchParams.set('g0.expr', query);
    return url.href;
  };
  return {
    id: 'prometheus',
    title: 'Prometheus',
    maxPoints: MAX_POINTS,
    async points(query, window, signal) {
      const { data, evidence } = await client.get({
        path: '/api/v1/query_range',
        query: {
          query,
          start: seconds(firstOf(window)),
          end: seconds(window.to),
          step: seconds(window.step),
        },
        data: matrix,
        signal,
        link: linkTo(query),
      });
      return {
        series: data.result.map(({ metric, values }) =>
          toSeries(metric, values),
        ),
        evidence,
      };
    },
    async atEnd(query, window, signal) {
      const { data, evidence } = await client.get({
        path: '/api/v1/query',
        query: { query, time: seconds(window.to) },
        data: instant,
        signal,
        link: linkTo(query),
      });
      return {
        series:
          data.resultType === 'scalar'
            ? [toSeries({}, [data.result])]
            : data.result.map(({ metric, value }) => toSeries(metric, [value])),
        evidence,
      };
    },
  };
}

/** A window holds what comes after its beginning: 60 minutes are 60 points, not 61. */
function firstOf({ from, to, step }: Window): number {
  const steps = Math.max(0, Math.ceil((to - from) / step) - 1);
  return to - steps * step;
}

function toSeries(
  metric: Record<string, string>,
  values: z.infer<typeof point>[],
): Series {
  const points = new Map<number, number>();
  for (const [at, text] of values) {
    const value = finite(numberFrom(text));
    if (value !== undefined) points.set(at * 1000, value);
  }
  return { labels: metric, points };
}

function numberFrom(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

function seconds(ms: number): string {
  return String(ms / 1000);
}
