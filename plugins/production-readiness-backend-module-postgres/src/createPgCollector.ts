import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  collectEach,
  createFactCollector,
  HOUR_MS,
  MINUTE_MS,
  type FactCollector,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { askSession, settleOpening } from './client/askSession';
import type { PostgresSource } from './client/PostgresSource';
import { PG_FACTS } from './facts';
import { KINDS, kindOf, pgParams, type PgParams } from './facts/params';
import type { SizeHistory } from './history/SizeHistory';

/** Facts about databases, by queries in one read-only transaction. */
export function createPgCollector(options: {
  source: PostgresSource;
  history?: SizeHistory;
}): FactCollector<PgParams> {
  const { source, history } = options;
  return createFactCollector<PgParams>({
    id: 'pg',
    title: 'PostgreSQL',
    params: pgParams,
    valueSchema: (params, key) => {
      const kind = kindOf(key, params);
      return kind ? PG_FACTS[kind].value : z.never();
    },
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: MINUTE_MS,
    notConnected: entity => source.notConnected(entity),
    collect: context =>
      source.use(context.entity, async opening => {
        const opened = await settleOpening(opening, context);
        return collectEach(context, pgParams, async ({ key, params }) => {
          context.signal.throwIfAborted();
          const kind = kindOf(key, params);
          if (!kind) {
            throw new Error(
              `there is no fact pg.${key}; give it a kind: ${KINDS.join(', ')}`,
            );
          }
          const { read, withoutSession } = PG_FACTS[kind];
          return askSession({
            opened,
            request: `pg.${kind}`,
            withoutSession,
            ask: session =>
              read({
                session,
                params,
                entityRef: stringifyEntityRef(context.entity),
                now: context.now(),
                history,
              }),
          });
        });
      }),
  });
}
