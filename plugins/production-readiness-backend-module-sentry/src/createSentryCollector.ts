import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  collectEach,
  createFactCollector,
  HOUR_MS,
  MINUTE_MS,
  type FactCollector,
  type Fingerprints,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { FACT_NAMES, factOf } from './facts';
import { sentryParams, type SentryParams } from './facts/params';
import type { SentrySource } from './SentrySource';

const PROJECT = 'sentry.io/project-slug';
const ENVIRONMENT = 'production-readiness/sentry-environment';

/** Facts about the Sentry project of each entity. */
export function createSentryCollector(options: {
  /** Absent: not configured. */
  source: SentrySource | undefined;
  fingerprints: Fingerprints;
}): FactCollector<SentryParams> {
  const { source, fingerprints } = options;
  return createFactCollector<SentryParams>({
    id: 'sentry',
    title: 'Sentry',
    params: sentryParams,
    valueSchema: (_, key) => factOf(key)?.value ?? z.never(),
    refreshAfterMs: 30 * MINUTE_MS,
    expiresAfterMs: 2 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    notConnected(entity) {
      if (!source) {
        return 'sentry: no token is configured at productionReadiness.collectors.sentry';
      }
      return entity.metadata.annotations?.[PROJECT]
        ? undefined
        : `the entity names no project with ${PROJECT}`;
    },
    collect: context =>
      collectEach(context, sentryParams, async ({ key, params }) => {
        if (!source) throw new Error('sentry is not configured');
        const fact = factOf(key);
        if (!fact) {
          throw new Error(
            `there is no fact sentry.${key}; its name has to be one of ${FACT_NAMES.join(
              ', ',
            )}, or to end with Rules`,
          );
        }
        const { entity, subject } = context;
        return fact.read({
          source,
          fingerprints,
          entity,
          params,
          project: params.project ?? projectOf(entity),
          environment:
            params.environment ||
            entity.metadata.annotations?.[ENVIRONMENT] ||
            subject.metadata.annotations?.[ENVIRONMENT] ||
            'production',
          asking: {
            signal: context.signal,
            entityRef: stringifyEntityRef(entity),
          },
          now: context.now(),
        });
      }),
  });
}

/** The slug; Backstage's Sentry plugin also writes it as `organization/project`. */
function projectOf({ metadata }: Entity): string {
  return (metadata.annotations?.[PROJECT] ?? '').split('/').at(-1)!;
}
