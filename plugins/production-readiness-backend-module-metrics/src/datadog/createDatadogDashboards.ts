import type { Entity } from '@backstage/catalog-model';
import {
  collectEach,
  createFactProvider,
  dashboardParams,
  isNotFound,
  listParameter,
  requireFew,
  type DashboardParams,
  type Evidence,
  type FactProvider,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { DatadogClient } from './DatadogClient';

const ANNOTATION = 'production-readiness/datadog-dashboards';
const MOST = 20;

const dashboard = z.object({ id: z.string() });

/**
 * Which of the dashboards that the annotation names are there. An entity that
 * names none has none: `found` and `missing` are empty.
 */
export function createDatadogDashboards(
  client: DatadogClient | undefined,
): FactProvider<DashboardParams> {
  return createFactProvider<DashboardParams>({
    fact: 'dashboards',
    id: 'datadog',
    title: 'Datadog',
    notConnected: () =>
      client
        ? undefined
        : 'productionReadiness.collectors.metrics.datadog holds no keys',
    collect: context =>
      collectEach(context, dashboardParams, async () => {
        const ids = idsOf(context.entity);
        requireFew(ids, { most: MOST, what: 'dashboards' });
        const looked = await Promise.all(
          ids.map(id => look(client!, id, context.signal)),
        );
        const having = (isFound: boolean) =>
          ids.filter((_, index) => looked[index].isFound === isFound);
        return {
          value: { found: having(true), missing: having(false) },
          evidence:
            ids.length === 0
              ? [
                  {
                    request: `annotation ${ANNOTATION}`,
                    response: 'names no dashboard',
                  },
                ]
              : looked.map(({ evidence }) => evidence),
        };
      }),
  });
}

function idsOf({ metadata }: Entity): string[] {
  return [
    ...new Set(listParameter.parse(metadata.annotations?.[ANNOTATION] ?? '')),
  ];
}

async function look(
  client: DatadogClient,
  id: string,
  signal: AbortSignal,
): Promise<{ isFound: boolean; evidence: Evidence }> {
  const path = `/api/v1/dashboard/${encodeURIComponent(id)}`;
  const link = `${client.appUrl}/dashboard/${encodeURIComponent(id)}`;
  try {
    const { evidence } = await client.get({
      path,
      schema: dashboard,
      signal,
      needs: 'an application key with dashboards_read',
      link,
    });
    return { isFound: true, evidence };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const evidence = {
      request: `GET ${path}`,
      response: '404, no such dashboard',
      link,
    };
    return { isFound: false, evidence };
  }
}
