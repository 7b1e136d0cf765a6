import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  CannotSay,
  collectEach,
  compilePattern,
  createFactProvider,
  dashboardParams,
  evidence,
  listParameter,
  MINUTE_MS,
  notDeclared,
  requireFew,
  VendorClient,
  type CollectContext,
  type DashboardParams,
  type FactProvider,
  type Finding,
  type VendorClientOptions,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { GrafanaConfig } from './config';
import { readDashboard, type Panel } from './readDashboard';

const ANNOTATION = 'production-readiness/grafana-dashboards';
const MOST = 20;
const MOST_TITLES = 10;

/**
 * Which of the dashboards that the annotation names are there, and which of
 * their panels show what configuration names. An entity that names none has
 * none.
 */
export function createGrafanaDashboards(options: {
  config: GrafanaConfig | undefined;
  outgoing: VendorClientOptions['outgoing'];
  sleep?: VendorClientOptions['sleep'];
}): FactProvider<DashboardParams> {
  const { config, ...rest } = options;
  const client =
    config &&
    new VendorClient({
      vendor: 'Grafana',
      baseUrl: config.baseUrl,
      headers: { authorization: `Bearer ${config.token}` },
      cacheMs: 5 * MINUTE_MS,
      ...rest,
    });
  return createFactProvider<DashboardParams>({
    fact: 'dashboards',
    id: 'grafana',
    title: 'Grafana',
    notConnected(_entity, { params: { panel } }) {
      if (!config) {
        return 'no token is configured at productionReadiness.collectors.grafana';
      }
      return panel === undefined || Object.hasOwn(config.panels, panel)
        ? undefined
        : `productionReadiness.collectors.grafana.panels maps no '${panel}'`;
    },
    collect: context =>
      collectEach(context, dashboardParams, async ({ params: { panel } }) => {
        if (!client || !config) throw new Error('grafana is not configured');
        const read = await readAll(client, config, context);
        return panel === undefined
          ? presence(read)
          : panelsOf(read, config.panels[panel]);
      }),
  });
}

type Read = Awaited<ReturnType<typeof readDashboard>>[];

function readAll(
  client: VendorClient,
  { baseUrl }: GrafanaConfig,
  { entity, signal }: CollectContext<DashboardParams>,
): Promise<Read> {
  const uids = uidsOf(entity);
  requireFew(uids, { most: MOST, what: 'dashboards' });
  const entityRef = stringifyEntityRef(entity);
  return Promise.all(
    uids.map(uid => readDashboard(client, { uid, baseUrl, signal, entityRef })),
  );
}

function uidsOf({ metadata }: Entity): string[] {
  return [
    ...new Set(listParameter.parse(metadata.annotations?.[ANNOTATION] ?? '')),
  ];
}

const NAMES_NONE = evidence({
  request: `annotation ${ANNOTATION}`,
  response: 'names no dashboard',
});

function presence(read: Read): Finding {
  const having = (isThere: boolean) =>
    read
      .filter(({ panels }) => (panels !== undefined) === isThere)
      .map(({ uid }) => uid);
  return {
    value: { found: having(true), missing: having(false) },
    evidence:
      read.length === 0 ? [NAMES_NONE] : read.map(each => each.evidence),
  };
}

function panelsOf(read: Read, source: string): Finding {
  const there = read.filter(({ panels }) => panels !== undefined);
  if (there.length === 0) {
    throw new CannotSay(
      notDeclared(
        `no dashboard of the entity can be read; name those that show it in ${ANNOTATION}`,
      ),
      read.length === 0 ? [NAMES_NONE] : read.map(each => each.evidence),
    );
  }
  const pattern = compilePattern(source);
  const shows = ({ title, queries }: Panel) =>
    [title, ...queries].some(text => pattern.test(text));
  const panels = there.flatMap(each => each.panels!.filter(shows));
  const titles = panels.map(({ title }) => title).slice(0, MOST_TITLES);
  return {
    value: { panels: panels.length, titles },
    evidence: there.map(each => ({
      ...each.evidence,
      response: `${each.evidence.response}; ${
        each.panels!.filter(shows).length
      } of them fit /${source}/`,
    })),
  };
}
