import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { durationMs, durationParameter, sinceParameter } from '../windows';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../times';

const ROOT = 'productionReadiness.collectors.metrics';

/**
 * Units that a query may answer in. A rate per second becomes a count over the
 * window.
 *
 * @public
 */
export const metricUnits = [
  's',
  'ms',
  'us',
  'share',
  'percent',
  'count',
  'per-second',
] as const;

/** @public */
export type MetricUnit = (typeof metricUnits)[number];

/**
 * Units that a checklist may ask for: milliseconds, a share between 0 and 1, a
 * number over the window.
 *
 * @public
 */
export type WantedUnit = 'ms' | 'share' | 'count';

/**
 * Parameters of a fact about a metric. `metrics.provider` has none: it names
 * the products that are configured.
 *
 * @public
 */
export const metricParams = z.strictObject({
  /** Key of a named query of configuration: `http.p95`. */
  query: z.string().min(1).optional(),
  /** What the value has to be in; with it one number is wanted, not several series. */
  unit: z.enum(['ms', 'share', 'count']).optional(),
  /** What the fact speaks of, up to now. Defaults to the configured window. */
  window: durationParameter.optional(),
  /** Instead of a window: from the launch on. */
  since: sinceParameter.optional(),
  /** Fewer requests than this, by the query `http.requests`, are no traffic yet. */
  minRequests: z.number().int().min(1).optional(),
});

/** @public */
export type MetricParams = z.infer<typeof metricParams>;

/** The query that says how many requests there were. */
export const REQUESTS_QUERY = 'http.requests';

/**
 * What a named query says of a window.
 *
 * @public
 */
export const metricValue = z.strictObject({
  /** Over the window; null where several series answer and none was asked to be one. */
  value: z.number().nullable(),
  /** Moments of the window, a step apart, for which there is a number. */
  samples: z.number().int().min(1),
  /** Series with a number. */
  series: z.number().int().min(1),
  /** Every series says the status of the answers that it counts. */
  byStatus: z.boolean(),
});

/** @public */
export type MetricValue = z.infer<typeof metricValue>;

/** @public */
export const metricProvidersValue = z.strictObject({
  /** Ids of the products that named queries go to. */
  names: z.array(z.string()).min(1),
});

/**
 * How one number is made of the points of a window.
 *
 * @public
 */
export type MetricOver = 'mean' | 'max' | 'min' | 'sum' | 'last';

/**
 * A query as configuration names it.
 *
 * @public
 */
export interface MetricQuery {
  key: string;
  /** Id of the provider that is asked. */
  provider: string;
  /** In the provider's language, `$entity` and `$__range` not replaced yet. */
  query: string;
  /** What it answers in; undefined where configuration does not say. */
  unit: MetricUnit | undefined;
  over: MetricOver;
  /** Refs of the entities that it speaks of; undefined: all that are asked about. */
  entities: string[] | undefined;
}

/** @public */
export interface MetricsConfig {
  /** Milliseconds that a fact speaks of whose checklist names no window. */
  windowMs: number;
  /** Milliseconds from one point to the next; undefined: by the window. */
  stepMs: number | undefined;
  /** Ids of the providers that queries go to, sorted. */
  providers: string[];
  /** The query by this key that speaks of an entity. */
  queryOf(key: string, entity: Entity): MetricQuery | undefined;
}

const queryObject = z.strictObject({
  query: z.string().min(1),
  unit: z.enum(metricUnits).optional(),
  over: z.enum(['mean', 'max', 'min', 'sum', 'last']).default('mean'),
  provider: z.string().min(1).optional(),
  entities: z.array(z.string().min(1)).min(1).optional(),
});

const queryEntry = z.union([
  z
    .string()
    .min(1)
    .transform(query => queryObject.parse({ query })),
  queryObject,
]);

const metricsSchema = z.object({
  provider: z.string().min(1).optional(),
  window: durationParameter.default('PT24H'),
  step: durationParameter.optional(),
  queries: z
    .record(
      z.string(),
      z
        .union([queryEntry, z.array(queryEntry).min(1)])
        .transform(entries => [entries].flat()),
    )
    .default({}),
});

/**
 * Reads `productionReadiness.collectors.metrics`; undefined without it. How a
 * provider is reached is read by its module. Throws InputError on what cannot
 * be read, and on a query that no provider is named for.
 *
 * @public
 */
export function readMetricsConfig(config: Config): MetricsConfig | undefined {
  const raw = config.getOptional(ROOT);
  if (raw === undefined) return undefined;
  const parsed = metricsSchema.safeParse(raw);
  if (!parsed.success) {
    throw new InputError(
      `${ROOT} cannot be used: ${z.prettifyError(parsed.error)}`,
    );
  }
  const { provider: fallback, window, step } = parsed.data;
  const queries = new Map(
    Object.entries(parsed.data.queries).map(([key, entries]) => [
      key,
      entries.map((entry): MetricQuery => {
        const provider = entry.provider ?? fallback;
        if (!provider) {
          throw new InputError(
            `${ROOT}.queries names no provider for '${key}'; name one in ${ROOT}.provider, or with the query`,
          );
        }
        const { query, unit, over, entities } = entry;
        return { key, provider, query, unit, over, entities };
      }),
    ]),
  );
  const used = [...queries.values()].flat().map(({ provider }) => provider);
  return {
    windowMs: atLeast(window, MINUTE_MS, 'window'),
    stepMs: step === undefined ? undefined : atLeast(step, SECOND_MS, 'step'),
    providers: [...new Set([...(fallback ? [fallback] : []), ...used])].sort(),
    queryOf(key, entity) {
      const ref = stringifyEntityRef(entity);
      return queries
        .get(key)
        ?.find(({ entities }) => entities?.includes(ref) ?? true);
    },
  };
}

function atLeast(duration: string, leastMs: number, name: string): number {
  const ms = durationMs(duration);
  if (ms >= leastMs && ms <= 90 * 24 * HOUR_MS) return ms;
  throw new InputError(
    `${ROOT}.${name} is ${duration}; it has to be between ${
      leastMs / SECOND_MS
    } s and 90 days`,
  );
}

/**
 * Why configuration does not let a metric be read of an entity; undefined if it
 * does.
 *
 * @public
 */
export function whyNoMetric(
  { queryOf }: MetricsConfig,
  entity: Entity,
  params: MetricParams,
): string | undefined {
  const key = params.query ?? '';
  const wanted = [
    { key, unit: params.unit },
    ...(params.minRequests
      ? [{ key: REQUESTS_QUERY, unit: 'count' as const }]
      : []),
  ];
  for (const each of wanted) {
    const query = queryOf(each.key, entity);
    if (!query) {
      return `${ROOT}.queries maps no '${each.key}' for this entity`;
    }
    if (query.provider !== queryOf(key, entity)?.provider) {
      return `${ROOT}.queries maps '${key}' and '${each.key}' to different providers; the one counts the requests of the other`;
    }
    // Datadog says the unit of what it answers; a number of Prometheus has none.
    if (each.unit && !query.unit && query.provider !== 'datadog') {
      return `${ROOT}.queries does not say what '${
        each.key
      }' is counted in; write { query: …, unit: ${unitsFor(each.unit)} }`;
    }
  }
  return undefined;
}

const UNITS_FOR: Record<WantedUnit, MetricUnit[]> = {
  ms: ['s', 'ms', 'us'],
  share: ['share', 'percent'],
  count: ['count', 'per-second'],
};

function unitsFor(unit: WantedUnit): string {
  return UNITS_FOR[unit].join(' or ');
}

/**
 * A number in the unit that is wanted, of a window of so many milliseconds.
 * Throws where it cannot be in it, or is none of the unit.
 *
 * @public
 */
export function inUnit(
  value: number,
  options: { from: MetricUnit; to: WantedUnit; windowMs: number },
): number {
  const { from, to, windowMs } = options;
  if (!UNITS_FOR[to].includes(from)) {
    throw new Error(`it is counted in ${from}, and ${to} is wanted`);
  }
  const factors: Record<MetricUnit, number> = {
    s: 1000,
    ms: 1,
    us: 0.001,
    share: 1,
    percent: 0.01,
    count: 1,
    'per-second': windowMs / SECOND_MS,
  };
  const converted = value * factors[from];
  if (to === 'share' && (converted < 0 || converted > 1)) {
    throw new Error(
      `${converted} is no share, which lies between 0 and 1; check the query and its unit`,
    );
  }
  return converted;
}
