import type {
  Evidence,
  MetricUnit,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** A time series, as a source answers it. Holes are left out. */
export interface Series {
  /** Labels or tags by name. */
  labels: Record<string, string>;
  /** Moment in milliseconds to number; finite numbers only. */
  points: Map<number, number>;
  /** What the source says that it is counted in; undefined: it does not say. */
  unit?: MetricUnit;
}

/** What is asked about: from one moment to another, in milliseconds. */
export interface Window {
  from: number;
  to: number;
  /** Milliseconds from one point to the next. */
  step: number;
}

export interface SeriesAnswer {
  series: Series[];
  evidence: Evidence;
}

/** A product that named queries go to. */
export interface MetricSource {
  id: string;
  title: string;
  /** Most points of one series that it answers. */
  maxPoints: number;
  /** Throws VendorError where it does not answer, Error where it refuses the query. */
  points(
    query: string,
    window: Window,
    signal: AbortSignal,
  ): Promise<SeriesAnswer>;
  /**
   * One number for each series, of a query that spans the window itself.
   * Undefined where the product has no such question.
   */
  atEnd?(
    query: string,
    window: Window,
    signal: AbortSignal,
  ): Promise<SeriesAnswer>;
}

/** Throws where numbers were divided by nothing: more than any limit is no value. */
export function finite(value: number): number | undefined {
  if (Number.isNaN(value)) return undefined;
  if (Number.isFinite(value)) return value;
  throw new Error(
    'the query answers with an infinite number; check what it divides by',
  );
}
