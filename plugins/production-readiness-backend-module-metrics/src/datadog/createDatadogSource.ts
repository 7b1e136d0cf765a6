import { type MetricUnit } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  finite,
  type MetricSource,
  type Series,
} from '../metrics/MetricSource';
import type { DatadogClient } from './DatadogClient';

/** Datadog chooses the step by the window and answers some hundred points. */
const MAX_POINTS = 1500;

const unit = z.object({
  family: z.string().nullish(),
  name: z.string().nullish(),
  scale_factor: z.number().nullish(),
});

const answer = z.object({
  status: z.string(),
  series: z.array(
    z.object({
      // Milliseconds, and the number or a hole.
      pointlist: z.array(z.tuple([z.number(), z.number().nullable()])),
      tag_set: z.array(z.string()).nullish(),
      unit: z.array(unit.nullable()).nullish(),
    }),
  ),
});

/** Named queries in Datadog's language: `/api/v1/query`. */
export function createDatadogSource(client: DatadogClient): MetricSource {
  return {
    id: 'datadog',
    title: 'Datadog',
    maxPoints: MAX_POINTS,
    async points(query, window, signal) {
      const { data, evidence } = await client.get({
        path: '/api/v1/query',
        query: {
          from: Math.floor(window.from / 1000),
          to: Math.floor(window.to / 1000),
          query,
        },
        schema: answer,
        signal,
        needs: 'an application key with timeseries_query',
        link: `${client.appUrl}/metric/explorer`,
      });
      if (data.status !== 'ok') {
        throw new Error(
          'Datadog refuses the query; try it in its metrics explorer and mend it in productionReadiness.collectors.metrics.queries',
        );
      }
      return { series: data.series.map(toSeries), evidence };
    },
  };
}

function toSeries(raw: z.infer<typeof answer>['series'][number]): Series {
  const points = new Map<number, number>();
  for (const [at, number] of raw.pointlist) {
    const value = number === null ? undefined : finite(number);
    if (value !== undefined) points.set(at, value);
  }
  const labels = (raw.tag_set ?? []).map((tag): [string, string] => {
    const [name, ...rest] = tag.split(':');
    return [name, rest.join(':')];
  });
  return {
    labels: Object.fromEntries(labels),
    points,
    unit: unitOf(raw.unit ?? []),
  };
}

const UNITS: Record<string, MetricUnit> = {
  second: 's',
  millisecond: 'ms',
  microsecond: 'us',
  fraction: 'share',
  percent: 'percent',
};

/** What Datadog says that a metric is counted in; undefined: nothing, or no unit of ours. */
function unitOf([primary, per]: (z.infer<typeof unit> | null)[]):
  | MetricUnit
  | undefined {
  if (!primary?.name) return undefined;
  const known = UNITS[primary.name];
  if (known) return per ? undefined : known;
  // Requests, hits, events: things that are counted.
  if (primary.family === 'time' || primary.family === 'percentage') {
    return undefined;
  }
  if (!per) return 'count';
  return per.name === 'second' ? 'per-second' : undefined;
}
