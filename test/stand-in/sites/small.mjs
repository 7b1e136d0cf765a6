import { redirectToHttps, securityHeaders } from './headers.mjs';

const health = (base, status = 200) => ({
  status,
  headers: { ...base, 'content-type': 'application/json' },
  body: JSON.stringify({
    status: status === 200 ? 'healthy' : 'failing',
    version: '1.2.0',
  }),
});

/** A small service that does everything right. */
export const tidy =
  () =>
  ({ url, path, secure }) => {
    if (!secure) return redirectToHttps(url);
    const base = securityHeaders();
    if (path === '/health') return health(base);
    if (path === '/')
      return {
        status: 200,
        headers: { ...base, 'content-type': 'text/html; charset=utf-8' },
        body: `<!doctype html><html lang="en"><title>${url.hostname}</title><h1>${url.hostname}</h1>`,
      };
    return {
      status: 404,
      headers: { ...base, 'content-type': 'application/json' },
      body: '{"error":"not_found"}',
    };
  };

/** A service from long ago: plain http works, and no header protects anything. */
export const legacy =
  () =>
  ({ path }) => {
    const base = { server: 'Apache/2.2.15' };
    if (path === '/health') return health(base);
    if (path === '/')
      return {
        status: 200,
        headers: { ...base, 'content-type': 'text/html' },
        body: '<html><title>Back office</title><h1>Back office</h1></html>',
      };
    return { status: 404, headers: base, body: 'Not Found' };
  };

/** Workers answer a health address and nothing else. */
export const worker =
  () =>
  ({ path }) =>
    path === '/health' ? health({}) : { status: 404, headers: {}, body: '' };
