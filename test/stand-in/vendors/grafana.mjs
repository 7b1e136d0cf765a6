const TOKEN = 'glsa_stand_in';
const DASHBOARD = '/api/dashboards/uid/';

/** What each panel is known by, by its key in the checklist. */
const PANELS = {
  'service-health': '^service health',
  'request-volume': 'requests per second|sum\\(rate\\(http_requests_total',
  'error-rates': 'error rate',
  'database-performance': '^database',
  'payment-success-rate': 'payment success',
};

const panel = (id, title, expr) => ({
  id,
  title,
  type: 'timeseries',
  targets: [{ refId: 'A', expr }],
});

const world = () => ({
  forbidden: false,
  dashboards: {
    'kamiyo-overview': {
      id: 1,
      uid: 'kamiyo-overview',
      title: 'KAMIYO overview',
      schemaVersion: 41,
      version: 7,
      panels: [
        panel(1, 'Service health', 'min by (service) (up)'),
        panel(2, 'Traffic', 'sum(rate(http_requests_total[5m]))'),
        panel(3, 'Error rate', 'sum(rate(http_errors_total[5m]))'),
        {
          id: 4,
          title: 'Data',
          type: 'row',
          collapsed: true,
          panels: [
            panel(5, 'Database p95', 'histogram_quantile(0.95, db_seconds)'),
            panel(6, 'Payment success', 'sum(payments_ok) / sum(payments)'),
          ],
        },
      ],
    },
  },
});

function answer(now, { method, path, headers }) {
  const problem = (status, message) => ({ status, body: { message } });
  if (headers.authorization !== `Bearer ${TOKEN}`)
    return problem(401, 'Invalid API key');
  if (now.forbidden) return problem(403, 'Access denied');
  if (method !== 'GET') return problem(405, 'Method not allowed');
  const dashboard =
    path.startsWith(DASHBOARD) && now.dashboards[path.slice(DASHBOARD.length)];
  if (!dashboard) return problem(404, 'Dashboard not found');
  return {
    status: 200,
    body: {
      meta: { type: 'db', slug: dashboard.uid, url: `/d/${dashboard.uid}` },
      dashboard,
    },
  };
}

/** Takes away the panels, or the panel of a row, with this title. */
const without = title => now => {
  const all = now.dashboards['kamiyo-overview'];
  const keep = panels =>
    panels
      .filter(each => each.title !== title)
      .map(each =>
        each.panels ? { ...each, panels: keep(each.panels) } : each,
      );
  all.panels = keep(all.panels);
};

const missing = (key, title) => ({
  title: `no panel shows ${key.replaceAll('-', ' ')}`,
  fails: [`mon.key-metrics-visible/${key}`],
  spoil: without(title),
});

/** Grafana, with the one dashboard that KAMIYO names. */
export const grafana = {
  id: 'grafana',
  title: 'Grafana',
  hosts: ['grafana.kamiyo.ai'],
  world,
  answer,
  config: {
    productionReadiness: {
      http: { allow: ['grafana.kamiyo.ai'] },
      collectors: {
        grafana: {
          baseUrl: 'https://grafana.kamiyo.ai',
          token: TOKEN,
          panels: PANELS,
        },
      },
    },
  },
  defects: {
    'grafana-no-dashboard': {
      title: 'the dashboard that KAMIYO names is not there',
      fails: ['mon.dashboard-created/grafana'],
      // Panels that nobody can see are not known to be missing.
      unknown: Object.keys(PANELS)
        .map(key => `mon.key-metrics-visible/${key}`)
        .sort(),
      spoil(now) {
        now.dashboards = {};
      },
    },
    'grafana-no-service-health': missing('service-health', 'Service health'),
    'grafana-no-request-volume': missing('request-volume', 'Traffic'),
    'grafana-no-error-rates': missing('error-rates', 'Error rate'),
    'grafana-no-database-performance': missing(
      'database-performance',
      'Database p95',
    ),
    'grafana-no-payment-success-rate': missing(
      'payment-success-rate',
      'Payment success',
    ),
  },
};
