import type {
  MetricOver,
  MetricValue,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Series } from './MetricSource';

/** Names under which the status of an answer is a label, in any spelling. */
const STATUS_LABELS = new Set([
  'status',
  'statuscode',
  'statusclass',
  'code',
  'httpstatus',
  'httpstatuscode',
  'httpresponsestatuscode',
  'responsecode',
]);

/** How one number is made of the points of a series; a series has at least one. */
export function numberOf({ points }: Series, over: MetricOver): number {
  const numbers = [...points.values()];
  const sum = numbers.reduce((total, number) => total + number, 0);
  switch (over) {
    case 'max':
      return numbers.reduce((most, number) => Math.max(most, number));
    case 'min':
      return numbers.reduce((least, number) => Math.min(least, number));
    case 'sum':
      return sum;
    case 'last':
      return points.get(numbers.length && Math.max(...points.keys()))!;
    default:
      return sum / numbers.length;
  }
}

/** Of what series there is anything to say. */
export function withPoints(series: Series[]): Series[] {
  return series.filter(({ points }) => points.size > 0);
}

/** What series say beside their values. */
export function shapeOf(
  series: Series[],
): Pick<MetricValue, 'samples' | 'series' | 'byStatus'> {
  const moments = new Set(series.flatMap(({ points }) => [...points.keys()]));
  return {
    samples: moments.size,
    series: series.length,
    byStatus: series.every(({ labels }) =>
      Object.keys(labels).some(isStatusLabel),
    ),
  };
}

function isStatusLabel(name: string): boolean {
  return STATUS_LABELS.has(name.toLowerCase().replace(/[^a-z]/g, ''));
}
