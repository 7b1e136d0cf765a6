import { redirectToHttps, securityHeaders } from './headers.mjs';

const ALLOWED_ORIGINS = ['https://kamiyo.ai', 'https://www.kamiyo.ai'];

const PROTECTED = [
  '/api/v1/alerts',
  '/api/v1/keys',
  '/x402/admin/stats',
  '/api/v1/admin/users',
];

const KNOWN = {
  '/': () => ({ name: 'KAMIYO API', docs: '/docs' }),
  '/health': () => ({
    status: 'healthy',
    version: '2.4.0',
    checks: { database: 'ok', cache: 'ok', payments: 'ok' },
  }),
  '/ready': () => ({
    status: 'ready',
    checks: { database: 'ok', cache: 'ok', payments: 'ok' },
  }),
  '/api/v1/exploits': () => ({
    items: Array.from({ length: 40 }, (_, i) => ({
      id: i + 1,
      chain: ['base', 'ethereum', 'solana'][i % 3],
      title: `Recorded exploit number ${i + 1} of the public feed`,
    })),
  }),
};

const openapi = {
  openapi: '3.1.0',
  info: { title: 'KAMIYO API', version: '2.4.0' },
  components: {
    securitySchemes: {
      apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    },
  },
  paths: {
    '/api/v1/exploits': {
      get: {
        summary: 'Newest exploits',
        security: [],
        parameters: [
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
        ],
        responses: { 200: { description: 'A page of exploits' } },
      },
    },
  },
};

/** Plays kamiyo-api: answers in the shapes that a FastAPI service of KAMIYO's would. */
export function api({ defects }) {
  const has = name => defects().includes(name);
  return ({ method, url, path, headers, secure }) => {
    if (!secure && !has('api-http-200')) return redirectToHttps(url);
    const base = securityHeaders({
      'referrer-policy': has('api-referrer-policy') ? null : 'no-referrer',
      'content-security-policy': has('api-csp')
        ? null
        : "default-src 'none'; frame-ancestors 'none'",
      'x-request-id': headers['x-request-id'] ?? 'req-1',
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': '60',
      vary: 'Origin',
    });
    const origin = headers.origin;
    const allowed =
      origin &&
      (ALLOWED_ORIGINS.includes(origin) ||
        (has('api-cors-any-origin') && origin.startsWith('https://')));
    if (allowed) {
      base['access-control-allow-origin'] = origin;
      base['access-control-allow-credentials'] = 'true';
    }
    const json = (status, value, extra = {}) => ({
      status,
      headers: { 'content-type': 'application/json', ...base, ...extra },
      body: JSON.stringify(value),
    });
    const problem = (status, code, message) =>
      json(status, {
        error: code,
        message,
        request_id: base['x-request-id'],
        ...(has('api-stack-trace') && {
          detail:
            'Traceback (most recent call last):\n  File "/app/kamiyo/main.py", line 214, in handler\n    raise NotFound()',
        }),
      });

    if (method === 'OPTIONS') {
      if (!allowed)
        return { status: 400, headers: base, body: 'Disallowed CORS origin' };
      return {
        status: 200,
        headers: {
          ...base,
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': '600',
        },
      };
    }
    const open = has('api-open-path') && path === '/api/v1/alerts';
    if (PROTECTED.includes(path) && !open)
      return problem(401, 'unauthorized', 'A valid API key is needed.');
    if (open) return json(200, { items: [] });
    if (path === '/docs') {
      return {
        status: 200,
        headers: { ...base, 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>KAMIYO API</title><h1>KAMIYO API</h1>',
      };
    }
    if (path === '/openapi.json') return json(200, openapi);
    if (path === '/static/docs.css') {
      return {
        status: 200,
        headers: {
          ...base,
          'content-type': 'text/css',
          'cache-control': 'public, max-age=86400',
        },
        body: 'body{margin:0}',
      };
    }
    if (path === '/api/v1/webhooks/stripe')
      return problem(
        405,
        'method_not_allowed',
        'This address answers POST only.',
      );
    if (!KNOWN[path])
      return problem(404, 'not_found', 'There is nothing at this address.');
    if (method !== 'GET' && method !== 'HEAD')
      return {
        ...problem(405, 'method_not_allowed', 'This address answers GET only.'),
      };
    const limit = url.searchParams.get('limit');
    if (limit !== null && !/^\d+$/.test(limit))
      return problem(
        422,
        'validation_error',
        'limit has to be a whole number.',
      );
    const cache =
      path === '/api/v1/exploits'
        ? {
            'cache-control': 'public, max-age=30',
            etag: '"exploits-1"',
            'x-cache': 'HIT',
          }
        : { 'cache-control': 'no-store' };
    return json(200, KNOWN[path](), cache);
  };
}
