import { answersOf, header, json, silence, status, text } from './spoil.mjs';

const HOST = 'api.kamiyo.ai';
const DOCUMENT = '/openapi.json';
const FEED = '/api/v1/exploits';
const at = (paths, ...spoils) => answersOf(HOST, paths, ...spoils);
const documented = edit => at([DOCUMENT], json(edit));

/** Defects of kamiyo-api: what it answers. */
export const API_DEFECTS = {
  'api-health-brief': {
    title: '/health of api.kamiyo.ai says nothing but its status',
    fails: ['app.health-checks-passing/health-detailed'],
    ...at(
      ['/health'],
      text(() => '{"status":"healthy"}'),
    ),
  },
  'api-health-503': {
    title: '/health of api.kamiyo.ai answers 503',
    fails: [
      'app.health-checks-passing/health-detailed',
      'infra.api-service-deployed/status-healthy',
      'infra.health-checks-passing/health-200',
    ],
    ...at(['/health'], status(503)),
  },
  'api-ready-503': {
    title: '/ready of api.kamiyo.ai answers 503',
    fails: [
      'app.health-checks-passing/ready-dependencies',
      'infra.health-checks-passing/ready-200',
    ],
    ...at(['/ready'], status(503)),
  },
  'api-ready-database': {
    title: '/ready of api.kamiyo.ai says that the database does not answer',
    fails: [
      'app.health-checks-passing/ready-dependencies',
      'infra.environment-variables-configured/database-url-connected',
    ],
    ...at(
      ['/ready'],
      json(value => {
        value.checks.database = 'failing';
      }),
    ),
  },
  'api-ready-cache': {
    title: '/ready of api.kamiyo.ai says that the cache does not answer',
    fails: ['app.redis-configured/connection'],
    ...at(
      ['/ready'],
      json(value => {
        value.checks.cache = 'failing';
      }),
    ),
  },
  'api-ready-payments': {
    title: '/ready of api.kamiyo.ai says that payments do not work',
    fails: ['sec.startup-validation-passes/payment-initialized'],
    without: ['report:startup-validation'],
    beside: {
      'render.startup': value => ({
        ...value,
        okLines: { ...value.okLines, payments: 0 },
      }),
    },
    ...at(
      ['/ready'],
      json(value => {
        value.checks.payments = 'failing';
      }),
    ),
  },
  'api-silent': {
    title: 'the home of api.kamiyo.ai does not answer',
    fails: [
      'infra.custom-domain-configured/api-domain',
      'infra.custom-domain-configured/dns-propagated',
    ],
    unknown: [
      'infra.https-enforced/hsts',
      'perf.static-assets-optimized/compression',
      'sec.ddos-protection/render-ddos',
      'sec.security-headers-enabled/permissions-policy',
      'sec.security-headers-enabled/referrer-policy',
      'sec.security-headers-enabled/x-content-type-options',
      'sec.security-headers-enabled/x-frame-options',
      'sec.xss-protection/csp-header',
      'sec.xss-protection/x-xss-protection',
    ],
    causes: ['silent'],
    ...at(['/'], silence),
  },
  'api-docs-404': {
    title: '/docs of api.kamiyo.ai answers 404',
    fails: ['app.api-documentation-current/openapi-available'],
    ...at(['/docs'], status(404)),
  },
  'api-operation-undocumented': {
    title: 'an operation of api.kamiyo.ai has no summary',
    fails: ['app.api-documentation-current/endpoints-documented'],
    ...documented(({ paths }) => {
      delete paths[FEED].get.summary;
    }),
  },
  'api-no-examples': {
    title: 'the OpenAPI document of api.kamiyo.ai has no examples',
    fails: ['app.api-documentation-current/examples'],
    ...documented(({ paths }) => {
      for (const body of bodiesOf(paths)) delete body.example;
    }),
  },
  'api-operation-without-security': {
    title: 'an operation of api.kamiyo.ai does not say whether it needs a key',
    fails: ['app.api-documentation-current/auth-requirements'],
    ...documented(({ paths }) => {
      delete paths[FEED].get.security;
    }),
  },
  'api-unversioned': {
    title: 'some addresses of api.kamiyo.ai have no version',
    fails: ['app.versioning-strategy/version-in-url-or-header'],
    ...documented(({ paths }) => {
      paths['/prices'] = paths[FEED];
      paths['/chains'] = paths[FEED];
    }),
  },
  'api-alert-for-everyone': {
    title: 'POST /api/v1/alerts of api.kamiyo.ai needs no key by its document',
    fails: ['sec.api-access-controlled/authentication-required'],
    ...documented(({ paths }) => {
      paths['/api/v1/alerts'].post.security = [];
    }),
  },
  'api-open-admin': {
    title: '/api/v1/admin/users of api.kamiyo.ai answers without a key',
    fails: ['sec.api-access-controlled/admin-protected'],
    ...at(['/api/v1/admin/users'], status(200)),
  },
  'api-x402-any-key': {
    title: '/x402/admin/stats of api.kamiyo.ai takes any admin key',
    fails: ['pay.x402-admin-secured/admin-protected'],
    ...at(['/x402/admin/stats'], (reply, { headers }) =>
      headers['x-admin-key'] ? { ...reply, status: 200 } : reply,
    ),
  },
  'api-socket-refused': {
    title: 'api.kamiyo.ai refuses WebSocket connections',
    fails: [
      'app.websocket-functionality/connections',
      'app.websocket-functionality/heartbeat',
    ],
    asks: ['websocket'],
  },
  'api-socket-dropped': {
    title: 'api.kamiyo.ai closes a WebSocket connection at once',
    fails: ['app.websocket-functionality/heartbeat'],
    asks: ['websocket'],
  },
  'api-no-limiter': {
    title: 'api.kamiyo.ai limits nobody',
    fails: ['app.endpoints-tested/rate-limiting-enforced'],
    asks: ['burst'],
  },
  'api-limit-zero': {
    title: 'api.kamiyo.ai tells a limit of 0',
    fails: ['infra.rate-limiting-enabled/middleware-active'],
    ...at([FEED], header('x-ratelimit-limit', '0')),
  },
  'api-limit-high': {
    title: 'api.kamiyo.ai lets 6,000 requests a minute through',
    fails: ['infra.rate-limiting-enabled/limits-appropriate'],
    ...at([FEED], header('x-ratelimit-limit', '6000')),
  },
  'api-feed-not-marked': {
    title: 'answers of the feed do not say whether they come from a cache',
    fails: ['app.application-caching/cache-middleware'],
    ...at([FEED], header('x-cache', null), header('etag', null)),
  },
  'api-feed-cached-for-days': {
    title: 'answers of the feed may be kept for a day',
    fails: ['app.application-caching/ttls'],
    ...at([FEED], header('cache-control', 'public, max-age=86400')),
  },
  'api-feed-not-cached': {
    title: 'answers of the feed may not be stored',
    fails: ['perf.caching-implemented/response-caching'],
    ...at(
      [FEED],
      header('cache-control', 'no-store, max-age=30'),
      header('etag', null),
      header('x-cache', 'MISS'),
    ),
  },
  'api-errors-differ': {
    title: 'errors of api.kamiyo.ai have more than one form',
    fails: ['app.error-responses-standardized/consistent-format'],
    ...at(
      ['/api/v1/there-is-no-such-path'],
      json(value => {
        value.hint = 'Look at /docs.';
      }),
    ),
  },
  'api-404-for-405': {
    title: 'api.kamiyo.ai answers 404 to a wrong method',
    fails: ['app.error-responses-standardized/status-codes'],
    ...at(['/api/v1/webhooks/stripe'], status(404)),
  },
  'api-exception-names': {
    title: 'errors of api.kamiyo.ai name the class of the exception',
    fails: ['app.error-responses-standardized/user-friendly'],
    ...at(
      ['/api/v1/there-is-no-such-path'],
      json(value => {
        value.message = 'KeyError: no route';
      }),
    ),
  },
  'api-no-request-id': {
    title: '/health of api.kamiyo.ai sends no X-Request-Id',
    fails: ['app.structured-logging/request-id'],
    ...at(['/health'], header('x-request-id', null)),
  },
  'api-cors-nobody': {
    title: 'api.kamiyo.ai answers no preflight of kamiyo.ai',
    fails: ['infra.cors-configured/includes-production-domains'],
    ...at(
      [],
      header('access-control-allow-origin', null),
      header('access-control-allow-credentials', null),
    ),
  },
  'api-cors-http': {
    title: 'api.kamiyo.ai allows the origin http://kamiyo.ai',
    fails: [
      'infra.cors-configured/https-only',
      'infra.cors-configured/no-wildcard',
    ],
    ...at([FEED], (reply, { headers }) =>
      headers.origin === 'http://kamiyo.ai'
        ? header('access-control-allow-origin', headers.origin)(reply)
        : reply,
    ),
  },
  'api-server-header': {
    title: 'api.kamiyo.ai is not served by the edge of Render',
    fails: ['sec.ddos-protection/render-ddos'],
    ...at(['/'], header('server', 'nginx'), header('cf-ray', null)),
  },
  'api-xss-header': {
    title: 'api.kamiyo.ai sends no X-XSS-Protection',
    fails: ['sec.xss-protection/x-xss-protection'],
    ...at(['/'], header('x-xss-protection', null)),
  },
  'api-nosniff': {
    title: 'api.kamiyo.ai sends no X-Content-Type-Options with static files',
    fails: ['sec.security-headers-enabled/x-content-type-options'],
    ...at(['/static/docs.css'], header('x-content-type-options', null)),
  },
  'api-frame-options': {
    title: 'api.kamiyo.ai lets itself be framed',
    fails: ['sec.security-headers-enabled/x-frame-options'],
    ...at(['/'], header('x-frame-options', 'SAMEORIGIN')),
  },
  'api-permissions-policy': {
    title: 'api.kamiyo.ai sends no Permissions-Policy',
    fails: ['sec.security-headers-enabled/permissions-policy'],
    ...at(['/'], header('permissions-policy', null)),
  },
};

/** What goes in and out of the operations of a document. */
function bodiesOf(paths) {
  return Object.values(paths)
    .flatMap(item => Object.values(item))
    .flatMap(({ requestBody, responses = {} }) => [
      requestBody,
      ...Object.values(responses),
    ])
    .flatMap(each => Object.values(each?.content ?? {}));
}
