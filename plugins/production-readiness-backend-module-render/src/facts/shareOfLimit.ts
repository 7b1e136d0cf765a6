import type { Metric, Point, Series } from '../api/metrics';

/**
 * Each point of a metric as a share of the limit that its instance had at that
 * time, smallest first. Where the limit's series do not name the instance, the
 * lowest limit of that time counts. Throws where the units differ, or a
 * limit is 0.
 */
export function shareOfLimit(metric: Metric, limit: Metric): number[] {
  const units = new Set(
    [...metric.series, ...limit.series]
      .filter(({ points }) => points.length > 0)
      .map(({ unit }) => unit),
  );
  if (units.size > 1) {
    throw new Error(
      `Render gives use and limit in different units: ${[...units].join(', ')}`,
    );
  }
  const limits = limit.series.filter(({ points }) => points.length > 0);
  if (limit.points.some(({ value }) => value <= 0)) {
    throw new Error('Render gives a limit of 0, of which there are no shares');
  }
  return metric.series
    .flatMap(series => {
      const own = limitsOf(series, limits);
      return series.points.map(
        ({ at, value }) =>
          value / Math.min(...own.map(each => valueAt(each, at))),
      );
    })
    .sort((a, b) => a - b);
}

function limitsOf(series: Series, limits: Series[]): Series[] {
  const instance = series.labels.get('instance');
  const same = limits.filter(
    ({ labels }) =>
      instance !== undefined && labels.get('instance') === instance,
  );
  return same.length > 0 ? same : limits;
}

/** The last value not later than a time, else the first. */
function valueAt({ points }: Series, at: number): number {
  return (findLast(points, at) ?? points[0]).value;
}

function findLast(points: Point[], at: number): Point | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (points[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}
