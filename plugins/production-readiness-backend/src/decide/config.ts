import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationMs } from '@production-readiness/backstage-plugin-production-readiness-engine';

export interface WaiversConfig {
  /** Milliseconds that a waiver may last. */
  maxDurationMs: number;
}

const DEFAULT_MAX_DURATION = 'P180D';

/** Reads `productionReadiness.waivers`; throws InputError on what is no duration. */
export function readWaiversConfig(config: Config): WaiversConfig {
  const written =
    config.getOptionalString('productionReadiness.waivers.maxDuration') ??
    DEFAULT_MAX_DURATION;
  const maxDurationMs = durationMs(written);
  if (maxDurationMs === undefined || maxDurationMs <= 0) {
    throw new InputError(
      `productionReadiness.waivers.maxDuration is '${written}'; write it like ${DEFAULT_MAX_DURATION}`,
    );
  }
  return { maxDurationMs };
}
