import {
  PLATFORM_TEAM,
  type ItemView,
  type Status,
  type UnknownCause,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { criterion, item, type ResultSpec } from './results';

export const SYSTEM = 'system:default/kamiyo';
export const API = 'component:default/kamiyo-api';
export const FRONTEND = 'component:default/kamiyo-frontend';
export const AGGREGATOR = 'component:default/kamiyo-aggregator';
export const WATCHER = 'component:default/kamiyo-social-watcher';
export const POSTGRES = 'resource:default/kamiyo-postgres';

const WEB = [API, FRONTEND];
const SERVICES = [API, FRONTEND, AGGREGATOR, WATCHER];

/** One line an item: id, section, title, entities, status, and for unknowns the cause. */
type Line = [
  id: string,
  section: string,
  title: string,
  entities: string[],
  status: Status,
  why?: { cause: UnknownCause; who: string; source?: string; report?: string },
  critical?: boolean,
];

const RENDER = {
  cause: 'not-connected',
  who: PLATFORM_TEAM,
  source: 'render',
} as const;
const STRIPE = {
  cause: 'not-connected',
  who: PLATFORM_TEAM,
  source: 'stripe',
} as const;
const SENTRY = {
  cause: 'not-connected',
  who: PLATFORM_TEAM,
  source: 'sentry',
} as const;
const person = (who: string) => ({ cause: 'waiting-for-person', who } as const);
const report = (type: string) =>
  ({ cause: 'waiting-for-report', who: 'owner', report: type } as const);

const MESSAGES: Partial<Record<UnknownCause, string>> = {
  'not-connected': 'Nothing reads this source yet.',
  'waiting-for-person': 'Nobody has stated it yet.',
  'waiting-for-report': 'No report has been pushed yet.',
};

const LINES: Line[] = [
  [
    'infrastructure.api-deployed',
    'Render.com services',
    'API Service (kamiyo-api) deployed',
    [API],
    'unknown',
    RENDER,
    true,
  ],
  [
    'infrastructure.frontend-deployed',
    'Render.com services',
    'Frontend Service (kamiyo-frontend) deployed',
    [FRONTEND],
    'unknown',
    RENDER,
  ],
  [
    'infrastructure.postgres-provisioned',
    'Render.com services',
    'PostgreSQL Database (kamiyo-postgres) provisioned',
    [POSTGRES],
    'unknown',
    RENDER,
  ],
  [
    'infrastructure.workers-deployed',
    'Render.com services',
    'Worker Services deployed',
    [AGGREGATOR, WATCHER],
    'unknown',
    RENDER,
  ],
  [
    'infrastructure.env-configured',
    'Render.com services',
    'Environment Variables configured',
    SERVICES,
    'unknown',
    RENDER,
    true,
  ],
  [
    'infrastructure.custom-domain',
    'DNS & Domain',
    'Custom domain configured',
    WEB,
    'pass',
  ],
  ['infrastructure.cors', 'DNS & Domain', 'CORS configured', [API], 'pass'],
  [
    'infrastructure.health-checks',
    'Networking',
    'Health checks passing',
    SERVICES,
    'pass',
    undefined,
    true,
  ],
  [
    'infrastructure.rate-limiting',
    'Networking',
    'Rate limiting enabled',
    [API],
    'pass',
  ],
  [
    'infrastructure.cdn',
    'Networking',
    'CDN/Caching configured',
    [FRONTEND],
    'pass',
  ],
  [
    'infrastructure.instance-types',
    'Scaling',
    'Instance types appropriate',
    SERVICES,
    'unknown',
    RENDER,
  ],
  [
    'infrastructure.auto-scaling',
    'Scaling',
    'Auto-scaling configured (if needed)',
    SERVICES,
    'not-applicable',
  ],
  [
    'security.csrf',
    'Application security',
    'CSRF protection enabled',
    [API],
    'pass',
    undefined,
    true,
  ],
  [
    'security.authentication',
    'Application security',
    'Authentication configured',
    WEB,
    'unknown',
    person('security'),
  ],
  [
    'security.api-keys',
    'Application security',
    'API key authentication',
    [API],
    'unknown',
    person('security'),
  ],
  [
    'security.sql-injection',
    'Application security',
    'SQL injection protection',
    [API],
    'pass',
  ],
  [
    'security.dependencies',
    'Secrets & dependencies',
    'Dependencies scanned',
    SERVICES,
    'unknown',
    report('pip-audit'),
  ],
  [
    'security.penetration',
    'Testing',
    'Penetration test done',
    [SYSTEM],
    'unknown',
    person('security'),
  ],
  ['security.cookies', 'Transport', 'Cookies are secure', [FRONTEND], 'waived'],
  ['database.migrations', 'Schema', 'Migrations applied', [POSTGRES], 'pass'],
  [
    'database.backups',
    'Backups',
    'Automatic backups enabled',
    [POSTGRES],
    'unknown',
    RENDER,
    true,
  ],
  [
    'database.pooling',
    'Performance',
    'Connection pooling configured',
    [API],
    'pass',
  ],
  [
    'application.error-pages',
    'Frontend',
    'Error pages in place',
    [FRONTEND],
    'pass',
  ],
  ['application.seo', 'Frontend', 'SEO metadata complete', [FRONTEND], 'pass'],
  ['application.openapi', 'API', 'API documented', [API], 'pass'],
  [
    'application.tests',
    'Quality',
    'All tests passing',
    SERVICES,
    'unknown',
    report('junit'),
  ],
  [
    'payment.stripe-live',
    'Stripe',
    'Stripe in live mode',
    [API],
    'unknown',
    STRIPE,
    true,
  ],
  ['payment.webhooks', 'Stripe', 'Webhooks verified', [API], 'unknown', STRIPE],
  [
    'monitoring.sentry',
    'Errors',
    'Sentry receives errors',
    SERVICES,
    'unknown',
    SENTRY,
  ],
  [
    'monitoring.on-call',
    'People',
    'On-call rotation set',
    [SYSTEM],
    'unknown',
    person('sre'),
  ],
  [
    'monitoring.dashboards',
    'Metrics',
    'Dashboards exist',
    [SYSTEM],
    'unknown',
    person('sre'),
  ],
  [
    'performance.load-test',
    'Load',
    'Load test passed',
    [API],
    'unknown',
    report('k6'),
  ],
  [
    'performance.latency',
    'Latency',
    'Response time below 500 ms',
    [API],
    'pass',
  ],
  [
    'documentation.runbooks',
    'Operations',
    'Runbooks written',
    [SYSTEM],
    'pass',
  ],
  ['documentation.readme', 'Developers', 'README complete', SERVICES, 'pass'],
  ['legal.privacy', 'Pages', 'Privacy policy published', [FRONTEND], 'pass'],
  ['legal.terms', 'Pages', 'Terms of service published', [FRONTEND], 'pass'],
  [
    'backup.restore-tested',
    'Recovery',
    'Restore tested',
    [POSTGRES],
    'unknown',
    person('sre'),
  ],
];

export const CATEGORIES = [
  { id: 'infrastructure', title: 'Infrastructure' },
  { id: 'security', title: 'Security' },
  { id: 'database', title: 'Database' },
  { id: 'application', title: 'Application' },
  { id: 'payment', title: 'Payment Systems' },
  { id: 'monitoring', title: 'Monitoring & Alerting' },
  { id: 'performance', title: 'Performance' },
  { id: 'documentation', title: 'Documentation' },
  { id: 'legal', title: 'Legal & Compliance' },
  { id: 'backup', title: 'Backup & Recovery' },
];

/** Two items known to be wrong, in full, and some forty others in one line each. */
export function kamiyoItems(): ItemView[] {
  const items = LINES.map(toItem);
  const afterDomain = items.findIndex(
    each => each.id === 'infrastructure.cors',
  );
  const afterCsrf = items.findIndex(each => each.id === 'security.csrf') + 1;
  items.splice(afterCsrf, 0, securityHeaders());
  items.splice(afterDomain, 0, httpsEnforced());
  return items;
}

function toItem([id, section, title, entities, status, why, critical]: Line) {
  return item({
    id,
    title,
    section,
    critical: critical ?? false,
    criteria: [
      criterion({
        id: `${id}/holds`,
        text: title,
        results: entities.map(entityRef => ({
          entityRef,
          status,
          ...(why && becauseOf(why)),
          ...(status === 'waived' && {
            rawStatus: 'fail' as const,
            waiver: 'w1',
          }),
        })),
      }),
    ],
  });
}

function becauseOf(why: NonNullable<Line[5]>): Partial<ResultSpec> {
  const { cause, who, source, report: type } = why;
  const shared = { cause, who, collector: source, message: MESSAGES[cause] };
  if (type) {
    return {
      ...shared,
      strength: 'report',
      leaf: { kind: 'report', report: type },
    };
  }
  if (cause === 'waiting-for-person') {
    return {
      ...shared,
      strength: 'attested',
      leaf: { kind: 'attest', role: who },
    };
  }
  return { ...shared, leaf: { expression: `${source}.service.plan != null` } };
}

function httpsEnforced(): ItemView {
  return item({
    id: 'infrastructure.https-enforced',
    title: 'HTTPS enforced',
    section: 'DNS & Domain',
    critical: true,
    why: 'Over plain HTTP anyone on the way reads and changes what users send.',
    fix: 'Answer port 80 with a 301 to the same address over https.',
    links: [{ title: 'Render: TLS', url: 'https://render.com/docs/tls' }],
    criteria: [
      criterion({
        id: 'infrastructure.https-enforced/redirect',
        text: 'All HTTP traffic redirects to HTTPS',
        results: [
          {
            entityRef: API,
            status: 'fail',
            collector: 'http',
            message: 'port 80 answers 200, expected 301 to https',
            leaf: {
              expression: 'http.plain.status in [301, 308]',
              expected: '301 or 308 to https on the same host',
              reads: [{ entityRef: API, fact: 'http.plain', path: ['status'] }],
              values: [
                {
                  entityRef: API,
                  fact: 'http.plain',
                  path: 'status',
                  value: 200,
                },
              ],
            },
          },
          { entityRef: FRONTEND, status: 'pass' },
        ],
      }),
      criterion({
        id: 'infrastructure.https-enforced/hsts',
        text: 'HSTS enabled',
        when: "feature('web')",
        results: [
          {
            entityRef: API,
            status: 'pass',
            leaf: {
              reads: [
                {
                  entityRef: API,
                  fact: 'http.home',
                  path: ['headers', 'strict-transport-security'],
                },
              ],
              values: [
                {
                  entityRef: API,
                  fact: 'http.home',
                  path: 'headers["strict-transport-security"]',
                  value: 'max-age=31536000',
                },
              ],
            },
          },
          { entityRef: FRONTEND, status: 'pass' },
        ],
      }),
      criterion({
        id: 'infrastructure.https-enforced/tls12',
        text: 'TLS 1.2+ only',
        results: [{ entityRef: API, status: 'pass' }],
      }),
    ],
  });
}

function securityHeaders(): ItemView {
  return item({
    id: 'security.headers',
    title: 'Security headers',
    section: 'Application security',
    fix: 'Send Referrer-Policy: strict-origin-when-cross-origin on every page.',
    criteria: [
      criterion({
        id: 'security.headers/referrer-policy',
        text: 'Referrer-Policy set',
        results: [
          {
            entityRef: API,
            status: 'fail',
            message: 'Referrer-Policy missing',
            leaves: [
              {
                kind: 'check',
                truth: 'false',
                counted: true,
                strength: 'measured',
                expression: "http.home.headers['referrer-policy'] != null",
                expected: 'a Referrer-Policy header',
                reads: [
                  {
                    entityRef: API,
                    fact: 'http.home',
                    path: ['headers', 'referrer-policy'],
                  },
                ],
                values: [
                  {
                    entityRef: API,
                    fact: 'http.home',
                    path: 'headers["referrer-policy"]',
                    value: null,
                  },
                ],
              },
              {
                kind: 'attest',
                truth: 'not-applicable',
                counted: false,
                strength: 'attested',
                role: 'security',
                message: 'a person does not outvote a measurement',
              },
            ],
          },
        ],
        role: 'security',
      }),
    ],
  });
}
