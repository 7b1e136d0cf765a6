import type { HistoryView } from '@production-readiness/backstage-plugin-production-readiness-common';

export interface TrendLine {
  /** From 0 to 1, left to right and bottom to top. */
  dots: { x: number; y: number; day: string; percent: number }[];
  first: number;
  last: number;
  low: number;
  high: number;
}

/** The daily share of passing items, oldest first; null without a day on which anything applied. */
export function trendOf(points: HistoryView['points']): TrendLine | null {
  const days = points
    .filter(point => point.applicable > 0)
    .map(({ day, completed, applicable }) => ({
      day,
      percent: Math.floor((completed * 1000) / applicable) / 10,
    }))
    .sort((a, b) => a.day.localeCompare(b.day));
  if (!days.length) return null;
  const percents = days.map(each => each.percent);
  return {
    dots: days.map((each, index) => ({
      ...each,
      x: days.length === 1 ? 1 : index / (days.length - 1),
      y: each.percent / 100,
    })),
    first: percents[0],
    last: percents[percents.length - 1],
    low: Math.min(...percents),
    high: Math.max(...percents),
  };
}
