import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  createFactCollector,
  type FactCollector,
  type OutgoingGuard,
  collectEach,
  type Finding,
  HOUR_MS,
  MINUTE_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { askFor, type Ask } from './client';
import { collectAnswer } from './collectAnswer';
import { collectAssets } from './collectAssets';
import { collectCors } from './collectCors';
import { collectLimit } from './collectLimit';
import { collectPaths } from './collectPaths';
import { collectRedirects } from './collectRedirects';
import { httpParams, type HttpParams } from './params';
import { requireContent } from './required';
import {
  answerSchema,
  assetsSchema,
  corsSchema,
  limitSchema,
  pathsSchema,
  redirectSchema,
} from './values';
import type { Entity } from '@backstage/catalog-model';

const VALUES = {
  default: answerSchema,
  redirect: redirectSchema,
  cors: corsSchema,
  limit: limitSchema,
  paths: pathsSchema,
  assets: assetsSchema,
};

/** Facts that a GET, HEAD or OPTIONS request can show. */
export function createHttpCollector(options: {
  guard: OutgoingGuard;
}): FactCollector<HttpParams> {
  return createFactCollector<HttpParams>({
    id: 'http',
    title: 'Web requests',
    params: httpParams,
    valueSchema: params => VALUES[params.kind],
    refreshAfterMs: 20 * MINUTE_MS,
    expiresAfterMs: HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    collect: context => {
      const ask = askFor(options.guard, {
        signal: context.signal,
        entityRef: stringifyEntityRef(context.entity),
      });
      return collectEach(context, httpParams, async ({ params }) =>
        requireContent(
          params,
          await collectKind(params, { ask, entity: context.entity }),
        ),
      );
    },
  });
}

function collectKind(
  params: HttpParams,
  { ask, entity }: { ask: Ask; entity: Entity },
): Promise<Finding> {
  switch (params.kind) {
    case 'redirect':
      return collectRedirects(params, ask);
    case 'cors':
      return collectCors(params, ask);
    case 'limit':
      return collectLimit(params, ask);
    case 'paths':
      return collectPaths(params, ask);
    case 'assets':
      return collectAssets(params, ask);
    default:
      return collectAnswer(params, { ask, entity });
  }
}
