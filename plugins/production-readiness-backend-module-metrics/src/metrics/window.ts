import {
  CannotSay,
  durationMs,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  timeSince,
  type MetricParams,
  type MetricsConfig,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Window } from './MetricSource';

/** Points of a window whose step is not configured: a day by minutes. */
const POINTS = 1440;
const LONGEST_MS = 90 * 24 * HOUR_MS;

/**
 * The window that a fact speaks of, up to `now`. Its end is a full step, so that
 * all who ask within one step share one answer. Throws a miss while no launch is
 * recorded, or nothing has passed since.
 */
export function windowOf(options: {
  params: MetricParams;
  config: MetricsConfig;
  now: Date;
  maxPoints: number;
}): Window {
  const { params, config, now, maxPoints } = options;
  const spanMs = spanOf(params, config, now);
  const step = Math.max(
    config.stepMs ?? Math.max(MINUTE_MS, Math.ceil(spanMs / POINTS)),
    Math.ceil(spanMs / (maxPoints - 1)),
  );
  const wholeStep = Math.ceil(step / SECOND_MS) * SECOND_MS;
  const to = Math.floor(now.getTime() / wholeStep) * wholeStep;
  return {
    // What came before a launch is not asked for, whatever the step.
    from: params.since ? now.getTime() - spanMs : to - spanMs,
    to,
    step: wholeStep,
  };
}

function spanOf(
  { since, window }: MetricParams,
  config: MetricsConfig,
  now: Date,
): number {
  if (since === undefined) {
    return window === undefined ? config.windowMs : durationMs(window);
  }
  const spanMs = Math.min(
    now.getTime() - timeSince(since).getTime(),
    LONGEST_MS,
  );
  if (spanMs >= MINUTE_MS) return spanMs;
  throw new CannotSay({
    cause: 'waiting-for-time',
    message: 'a minute has to pass after the launch before there is a point',
  });
}
