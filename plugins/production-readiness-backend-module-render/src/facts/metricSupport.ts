import {
  CannotSay,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readMetric, type Metric, type MetricName } from '../api/metrics';
import type { RenderFactContext } from './RenderFact';

/** A metric of the time up to now, on behalf of a fact. */
export function within(
  context: RenderFactContext<unknown>,
  options: {
    metric: MetricName;
    resources: string[];
    ms: number;
    resolutionSeconds?: number | null;
  },
): Promise<Metric> {
  const { client, now, entity, signal } = context;
  const { ms, ...asked } = options;
  return readMetric(
    client,
    { entity, signal },
    { ...asked, from: new Date(now.getTime() - ms), to: now },
  );
}

/** What was asked, in order. */
export function evidenceOf(...metrics: Metric[]): Evidence[] {
  return metrics.map(metric => metric.evidence);
}

/** A metric without a point says nothing: the limit may be there or not. */
export function requirePoints(
  metric: Metric,
  { what, name, pieces }: { what: string; name: string; pieces: Evidence[] },
): void {
  if (metric.points.length === 0) throw noPoints(what, name, pieces);
}

/** The miss where a metric has no point. */
export function noPoints(
  what: string,
  name: string,
  pieces: Evidence[],
): CannotSay {
  return new CannotSay(
    {
      cause: 'waiting-for-traffic',
      message: `Render has no points of ${what} of ${name} within this time`,
    },
    pieces,
  );
}

/** A share to four digits. */
export function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** A share as sentences show it. */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
