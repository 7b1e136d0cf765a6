import type { Entity } from '@backstage/catalog-model';
import {
  CannotSay,
  collectEach,
  createFactProvider,
  inUnit,
  metricParams,
  REQUESTS_QUERY,
  whyNoMetric,
  type Evidence,
  type FactProvider,
  type Finding,
  type MetricParams,
  type MetricQuery,
  type MetricsConfig,
  type MetricValue,
  type WantedUnit,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { MetricSource, Series, Window } from './MetricSource';
import { numberOf, shapeOf, withPoints } from './valueOf';
import { windowOf } from './window';

/** What one question is put with. */
interface Question {
  source: MetricSource;
  window: Window;
  entity: Entity;
  signal: AbortSignal;
}

/** What was read of one named query. */
interface Reading {
  /** With points; of the window. */
  series: Series[];
  /** A number of each series over the window. */
  numbers: number[];
  evidence: Evidence[];
}

const RANGE = /\$__range(_s)?\b/g;
const HAS_RANGE = /\$__range(_s)?\b/;
/** A rate needs two points, which are seldom more than two minutes apart. */
const LEAST_RANGE_MS = 5 * 60_000;

/** Named queries, as one product answers them; undefined: the product is not configured. */
export function createMetricsProvider(options: {
  id: string;
  title: string;
  source: MetricSource | undefined;
  config: MetricsConfig | undefined;
}): FactProvider<MetricParams> {
  const { id, title, source, config } = options;
  return createFactProvider<MetricParams>({
    fact: 'metrics',
    id,
    title,
    notConnected: (entity, { params }) =>
      source && config
        ? whyNoMetric(config, entity, params)
        : `productionReadiness.collectors.metrics does not say how ${title} is reached`,
    collect: context =>
      collectEach(context, metricParams, async ({ params }) => {
        if (!source || !config) throw new Error(`${title} is not configured`);
        const { entity, signal } = context;
        const { maxPoints } = source;
        const now = context.now();
        const window = windowOf({ params, config, now, maxPoints });
        const question = { source, window, entity, signal };
        return findMetric(question, { params, config });
      }),
  });
}

async function findMetric(
  question: Question,
  { params, config }: { params: MetricParams; config: MetricsConfig },
): Promise<Finding> {
  const query = config.queryOf(params.query!, question.entity)!;
  const reading = await read(question, query);
  const evidence = [...reading.evidence];
  if (reading.series.length === 0) {
    throw new CannotSay(
      {
        cause: 'waiting-for-traffic',
        message: `'${query.key}' has no point in ${spanOf(
          question.window,
        )} yet`,
      },
      evidence,
    );
  }
  if (params.minRequests) {
    evidence.push(
      ...(await requireRequests(question, {
        least: params.minRequests,
        config,
      })),
    );
  }
  const value: MetricValue = {
    value: valueOf(reading, { query, unit: params.unit, question }),
    ...shapeOf(reading.series),
  };
  return { value, evidence };
}

/** Throws a miss where there were fewer requests than say anything. */
async function requireRequests(
  question: Question,
  { least, config }: { least: number; config: MetricsConfig },
): Promise<Evidence[]> {
  const query = config.queryOf(REQUESTS_QUERY, question.entity)!;
  const { series, numbers, evidence } = await read(question, query);
  const requests = numbers
    .map((number, index) =>
      converted(number, series[index], {
        query,
        unit: 'count',
        question,
      }),
    )
    .reduce((sum, number) => sum + number, 0);
  if (requests >= least) return evidence;
  throw new CannotSay(
    {
      cause: 'waiting-for-traffic',
      message: `${Math.round(requests)} requests in ${spanOf(
        question.window,
      )}; fewer than ${least} say nothing`,
    },
    evidence,
  );
}

/** The one number that is wanted; null where none is and several series answer. */
function valueOf(
  { series, numbers }: Reading,
  options: {
    query: MetricQuery;
    unit: WantedUnit | undefined;
    question: Question;
  },
): number | null {
  const { query, unit, question } = options;
  if (unit === undefined) return numbers.length === 1 ? numbers[0] : null;
  if (numbers.length > 1) {
    throw new CannotSay({
      cause: 'check-error',
      message: `'${query.key}' answers with ${numbers.length} series where one number is wanted; let the query make one of them`,
    });
  }
  return converted(numbers[0], series[0], { query, unit, question });
}

function converted(
  number: number,
  series: Series,
  options: { query: MetricQuery; unit: WantedUnit; question: Question },
): number {
  const { query, unit, question } = options;
  const { from, to } = question.window;
  const own = query.unit ?? series.unit;
  try {
    if (!own) throw new Error('it is not said what it is counted in');
    return inUnit(number, { from: own, to: unit, windowMs: to - from });
  } catch (error) {
    throw new CannotSay({
      cause: 'check-error',
      message: `'${query.key}' cannot be used: ${(error as Error).message}`,
    });
  }
}

async function read(question: Question, query: MetricQuery): Promise<Reading> {
  const { source, window, signal } = question;
  const spanMs = window.to - window.from;
  const stepMs = Math.max(window.step, LEAST_RANGE_MS);
  const ask = (rangeMs: number) => resolve(query, question.entity, rangeMs);
  const spans = HAS_RANGE.test(query.query) && source.atEnd !== undefined;
  const overTime = await source.points(
    ask(spans ? stepMs : spanMs),
    window,
    signal,
  );
  const series = withPoints(overTime.series);
  const evidence = [said(overTime.evidence, series, question)];
  if (!spans || series.length === 0) {
    const numbers = series.map(each => numberOf(each, query.over));
    return { series, numbers, evidence };
  }
  const whole = await source.atEnd!(ask(spanMs), window, signal);
  const settled = withPoints(whole.series);
  const numbers = settled.map(each => numberOf(each, 'last'));
  return {
    // What has points and no number over the window is not known.
    series: settled.length === 0 ? [] : series,
    numbers,
    evidence: [...evidence, said(whole.evidence, settled, question)],
  };
}

/** The query with the entity's name and the time that it spans. */
function resolve(
  { query }: MetricQuery,
  entity: Entity,
  rangeMs: number,
): string {
  const seconds = Math.max(1, Math.round(rangeMs / 1000));
  return query
    .replaceAll(/\$entity\b/g, entity.metadata.name)
    .replace(RANGE, (_match, bare?: string) =>
      bare ? String(seconds) : `${seconds}s`,
    );
}

function said(
  piece: Evidence,
  series: Series[],
  { window }: Question,
): Evidence {
  const { samples } = shapeOf(series);
  const one = series.length === 1 && series[0].points.size === 1;
  const numbers = one ? `; ${[...series[0].points.values()][0]}` : '';
  return {
    ...piece,
    response: `${piece.response}; ${
      series.length
    } series, ${samples} points in ${spanOf(window)}${numbers}`,
  };
}

function spanOf({ from, to }: Window): string {
  const minutes = Math.round((to - from) / 60_000);
  if (minutes % 1440 === 0) return `${minutes / 1440} d`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
