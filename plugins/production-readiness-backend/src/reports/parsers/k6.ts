import {
  readShape,
  ReportError,
  type JsonObject,
  type JsonValue,
  type ReportParser,
  type ReportRecord,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { EnvironmentHosts } from '../environmentHosts';
import { amount, MOST_ENTRIES, words } from './shapes';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A stress run counts beside a load run this long. */
const STRESS_COUNTS_MS = 30 * DAY_MS;
const STRESS = 'stress';

const figures = z.record(z.string(), z.unknown());

/** Of `handleSummary`: the figures are in `values`, a threshold says if it is ok. */
const summaryMetric = z.object({
  values: figures,
  thresholds: z
    .record(z.string(), z.object({ ok: z.boolean() }))
    .default({})
    .transform(each => mapValues(each, ({ ok }) => ok)),
});

/**
 * Of `--summary-export`: the figures lie beside the thresholds, and a threshold
 * is true where it was crossed.
 */
const exportMetric = z
  .looseObject({
    thresholds: z.record(z.string(), z.boolean()).default({}),
  })
  .transform(({ thresholds, ...values }) => ({
    values: values as Record<string, unknown>,
    thresholds: mapValues(thresholds, crossed => !crossed),
  }));

/** k6 knows neither the scenario as a whole nor where the load went. */
const aboutRun = z.strictObject({
  scenario: words.default('load'),
  /** Hosts that the load went to. */
  hosts: z.array(z.string().toLowerCase().min(1).max(253)).min(1).max(20),
  /** Virtual users at which it gave way; of a stress run. */
  breakingPoint: amount.optional(),
  /** Least and most instances that were there during the run. */
  instances: z.strictObject({ min: amount, max: amount }).optional(),
});

const summary = z.object({
  metrics: z
    .record(z.string(), z.union([summaryMetric, exportMetric]))
    .refine(metrics => Object.keys(metrics).length <= MOST_ENTRIES, {
      message: `holds more than ${MOST_ENTRIES} metrics`,
    }),
  state: z.object({ testRunDurationMs: amount }).optional(),
  productionReadiness: aboutRun,
});

type Summary = z.output<typeof summary>;

/** A stress run alone says nothing of the load that is to be borne. */
const NO_LOAD = {
  scenario: null,
  hosts: null,
  hostInEnvironment: null,
  virtualUsers: null,
  durationSeconds: null,
  requests: null,
  p95Ms: null,
  failedShare: null,
  gigabytesReceived: null,
  wsSessions: null,
  cacheHitRate: null,
  thresholds: null,
  instances: null,
} satisfies JsonObject;

/** k6's `handleSummary` data or `--summary-export`, with `productionReadiness` beside `metrics`. */
export function createK6Parser(options: {
  environments: EnvironmentHosts;
}): ReportParser {
  return {
    type: 'k6',
    title: 'k6 load test',
    parse(payload) {
      const run = readShape(summary, payload);
      const about = run.productionReadiness;
      return {
        series: about.scenario === STRESS ? STRESS : 'load',
        value: {
          scenario: about.scenario,
          hosts: about.hosts,
          ...figuresOf(run),
          instances: about.instances ?? null,
          breakingPoint: about.breakingPoint ?? null,
        },
      };
    },
    combine(records, { now, entities }) {
      const load = records.find(({ series }) => series !== STRESS);
      const stress = records.find(
        record => record.series === STRESS && endOf(record) > now.getTime(),
      );
      const hosts = options.environments.hostsOf(
        load?.envelope.environment ?? null,
        entities,
      );
      const value = {
        ...(load ? loadFigures(load, hosts) : NO_LOAD),
        stress: stress ? stressFigures(stress) : null,
      };
      return {
        value: { ...value, awaited: awaitedOf(value, load !== undefined) },
        ...(stress ? { changesAt: endOf(stress) } : {}),
      };
    },
  };
}

function endOf({ envelope }: ReportRecord): number {
  return Date.parse(envelope.producedAt) + STRESS_COUNTS_MS;
}

function loadFigures(
  { value }: ReportRecord,
  allowed: Set<string>,
): JsonObject {
  const { hosts, breakingPoint: _, ...rest } = value;
  return {
    ...rest,
    hosts,
    hostInEnvironment: (hosts as string[]).every(host => allowed.has(host)),
  };
}

/** What was not measured is waited for; it did not fail. */
function awaitedOf(value: JsonObject, hasLoad: boolean): JsonObject {
  const reason = (key: string) => {
    if (key === 'stress') return 'no stress run of the last 30 days was pushed';
    return hasLoad
      ? `the k6 run has no figure for ${key}`
      : 'only a stress run was pushed, no load test';
  };
  return Object.fromEntries(
    Object.keys(value)
      .filter(key => value[key] === null)
      .map(key => [key, reason(key)]),
  );
}

function stressFigures({ value, envelope }: ReportRecord): JsonObject {
  return {
    breakingPoint: value.breakingPoint,
    virtualUsers: value.virtualUsers,
    producedAt: envelope.producedAt,
    link: envelope.link,
  };
}

function figuresOf(run: Summary): JsonObject {
  const requests = figure(run, 'http_reqs', ['count']);
  return {
    virtualUsers: figure(run, 'vus', ['max']),
    durationSeconds: durationOf(run),
    requests,
    p95Ms: figure(run, 'http_req_duration', ['p(95)']),
    failedShare: figure(run, 'http_req_failed', ['rate', 'value']),
    gigabytesReceived: scaled(figure(run, 'data_received', ['count']), 1e-9),
    wsSessions: figure(run, 'ws_sessions', ['count']),
    cacheHitRate: figure(run, 'cache_hit_rate', ['rate', 'value']),
    thresholds: thresholdsOf(run),
  };
}

/** The first of the statistics that is there; null without the metric. */
function figure(
  { metrics }: Summary,
  name: string,
  statistics: string[],
): number | null {
  const metric = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  for (const statistic of statistics) {
    const value = metric?.values[statistic];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return null;
}

/** `--summary-export` holds no duration, but a counter and its rate per second. */
function durationOf(run: Summary): number | null {
  if (run.state) return run.state.testRunDurationMs / 1000;
  for (const counter of ['http_reqs', 'iterations']) {
    const total = figure(run, counter, ['count']);
    const perSecond = figure(run, counter, ['rate']);
    if (total !== null && perSecond !== null && perSecond > 0) {
      return total / perSecond;
    }
  }
  return null;
}

const THRESHOLD =
  /^\s*([a-z]+(?:\([\d.]+\))?)\s*(<=|>=|<|>|===?)\s*([\d.]+)\s*$/;

/**
 * A lower limit stands under another statistic, `>p(95)`: whoever looks for an
 * upper one must not find it.
 */
function thresholdsOf({ metrics }: Summary): JsonValue[] {
  const all = Object.entries(metrics).flatMap(([metric, { thresholds }]) =>
    Object.entries(thresholds).map(([source, met]) => {
      const parts = THRESHOLD.exec(source);
      const [, statistic, comparison, limit] = parts ?? [];
      const isUpper = comparison === '<' || comparison === '<=';
      return {
        metric,
        statistic: parts
          ? `${isUpper ? '' : comparison}${statistic}`
          : source.slice(0, 200),
        limit: parts ? Number(limit) : null,
        met,
      };
    }),
  );
  if (all.length > MOST_ENTRIES) {
    throw new ReportError(
      'metrics',
      `hold more than ${MOST_ENTRIES} thresholds`,
    );
  }
  return all;
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

function mapValues<T, U>(
  record: Record<string, T>,
  map: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, map(value)]),
  );
}
