import { replacing } from './spoil.mjs';

/** Defects of the catalog: what its file says. */
export const CATALOG_DEFECTS = {
  'catalog-no-dashboard': {
    title: 'the system has no link to a health dashboard',
    fails: ['mon.dashboard-created/custom-health-dashboard'],
    catalog: replacing('type: health-dashboard', 'type: other'),
  },
  'catalog-no-channel': {
    title: 'the system has no link to the channel of incidents',
    fails: [],
    unknown: ['sec.incident-plan/contact-list'],
    catalog: replacing(
      /(incidents\n      title: '#incidents'\n      type: )slack/g,
      '$1other',
    ),
  },
  'catalog-no-phone': {
    title: 'the database admin has no phone number',
    fails: ['sec.incident-plan/contact-list'],
    catalog: replacing(
      /(name: grace\n)  annotations:\n    production-readiness\/phone: .*\n/g,
      '$1',
    ),
  },
  'catalog-other-health-path': {
    title: 'the health address of kamiyo-api is one that nobody monitors',
    fails: [
      'mon.critical-alerts-configured/service-down',
      'mon.uptime-monitoring-configured/alert-channels',
      'mon.uptime-monitoring-configured/check-interval',
      'mon.uptime-monitoring-configured/monitors-api-and-frontend',
    ],
    catalog: replacing(
      '    production-readiness/openapi: /openapi.json\n',
      '    production-readiness/openapi: /openapi.json\n    production-readiness/health-path: /healthz\n',
    ),
  },
  'catalog-no-database': {
    title: 'the workers do not say that they depend on the database',
    fails: ['doc.configuration-documented/service-dependencies'],
    catalog: replacing(
      /(type: worker[^]*?)\n  dependsOn:\n    - resource:default\/kamiyo-postgres/g,
      '$1',
    ),
  },
  'catalog-no-render-link': {
    title: 'kamiyo-api has no link to the dashboard of Render',
    fails: ['mon.dashboard-created/render-dashboard'],
    catalog: replacing(
      'https://dashboard.render.com/web/srv-0123456789abcdef0123',
      'https://dashboard.render.com/',
    ),
  },
  'catalog-other-source': {
    title: 'the source of kamiyo-api is not the repository that Render deploys',
    fails: ['bkp.version-control/all-code-in-git'],
    source: 'https://github.com/kamiyo/another',
  },
};
