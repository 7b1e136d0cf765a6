import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  type FactCollector,
  type OutgoingGuard,
  RepositoryReader,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readPeopleConfig } from '../people/config';
import { createBurstCollector } from './burst/createBurstCollector';
import type { CatalogReader } from './catalog/CatalogReader';
import { createCatalogCollector } from './catalog/createCatalogCollector';
import { createDnsCollector } from './dns/createDnsCollector';
import { createDocCollector } from './doc/createDocCollector';
import { createHttpCollector } from './http/createHttpCollector';
import { createOpenApiCollector } from './openapi/createOpenApiCollector';
import { createPageCollector } from './page/createPageCollector';
import { createRepoCollector } from './repo/createRepoCollector';
import { createTlsCollector } from './tls/createTlsCollector';
import { createWebsocketCollector } from './websocket/createWebsocketCollector';

export interface BuiltInCollectorOptions {
  config: Config;
  reader: UrlReaderService;
  logger: LoggerService;
  /** Without one there is no collector `catalog`. */
  catalog?: CatalogReader;
  guard: OutgoingGuard;
}

/** The collectors that need no vendor, all behind the one guard. */
export function createBuiltInCollectors(
  options: BuiltInCollectorOptions,
): FactCollector[] {
  const { config, reader, logger, catalog, guard } = options;
  const repositories = new RepositoryReader({ reader, config });
  const integrations = ScmIntegrations.fromConfig(config);
  const collectors: FactCollector[] = [
    createHttpCollector({ guard }),
    createPageCollector({ guard }),
    createTlsCollector({ guard }),
    createDnsCollector({ config, guard }),
    createRepoCollector({ repositories }),
    createOpenApiCollector({ guard }),
    createWebsocketCollector({ guard, config }),
    createBurstCollector({ guard, config }),
    createDocCollector({ repositories, reader, integrations, guard }),
    ...(catalog
      ? [createCatalogCollector({ catalog, people: readPeopleConfig(config) })]
      : []),
  ];
  if (!config.has('productionReadiness.http.allow')) {
    logger.warn(
      'productionReadiness.http.allow is empty: no service will be asked anything over HTTP, TLS or DNS',
    );
  }
  return collectors;
}
