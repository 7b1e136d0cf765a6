import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'productionReadiness.http.timeout';
/** A collector's own limit, which ends all of its requests, is a minute. */
const MOST_MS = 60_000;

/** Reads `productionReadiness.http.timeout`; throws InputError on what is no useful time. */
export function readLimits(config: Config): { timeoutMs?: number } {
  if (!config.has(KEY)) return {};
  const timeoutMs = durationToMilliseconds(
    readDurationFromConfig(config, { key: KEY }),
  );
  if (timeoutMs < 1 || timeoutMs > MOST_MS) {
    throw new InputError(
      `${KEY} is ${timeoutMs} ms; it has to be above 0 and at most ${
        MOST_MS / 1000
      } s`,
    );
  }
  return { timeoutMs };
}
