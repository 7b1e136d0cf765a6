import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HumanDuration } from '@backstage/types';

export interface RunsConfig {
  /** Runs at a time, in this process. */
  concurrency: number;
  /** How often the catalog is looked through for launch units and what changed. */
  scanEvery: HumanDuration;
}

const DEFAULT_CONCURRENCY = 4;
const DEFAULT_SCAN_EVERY: HumanDuration = { minutes: 1 };

/** Reads `productionReadiness.runs`; throws InputError on what cannot be used. */
export function readRunsConfig(config: RootConfigService): RunsConfig {
  const section = config.getOptionalConfig('productionReadiness.runs');
  const concurrency =
    section?.getOptionalNumber('concurrency') ?? DEFAULT_CONCURRENCY;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new InputError(
      `productionReadiness.runs.concurrency is ${concurrency}; it has to be a whole number from 1 on`,
    );
  }
  return {
    concurrency,
    scanEvery: section?.has('scanEvery')
      ? readDurationFromConfig(section, { key: 'scanEvery' })
      : DEFAULT_SCAN_EVERY,
  };
}
