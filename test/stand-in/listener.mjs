import http from 'node:http';
import https from 'node:https';
import { constants, gzipSync } from 'node:zlib';

/** Answers a request; `send` takes status, headers and body, and compresses where the client and the site allow it. */
function answer(site, state, request, response, secure) {
  const url = new URL(
    request.url,
    `${secure ? 'https' : 'http'}://${request.headers.host}`,
  );
  const reply = site({
    method: request.method,
    url,
    path: url.pathname,
    headers: request.headers,
    secure,
    state,
  });
  const headers = { ...reply.headers };
  let body = Buffer.from(reply.body ?? '');
  const compress =
    reply.compress !== false &&
    body.length > 1024 &&
    /gzip/.test(request.headers['accept-encoding'] ?? '');
  if (compress) {
    body = gzipSync(body, { level: constants.Z_BEST_SPEED });
    headers['content-encoding'] = 'gzip';
    headers.vary = [headers.vary, 'Accept-Encoding'].filter(Boolean).join(', ');
  }
  headers['content-length'] = body.length;
  response.writeHead(reply.status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Serves one site by HTTP and HTTPS on loopback.
 *
 * @param {{ site: Function, state: () => string, tls: () => import('node:tls').SecureContextOptions, ports?: { http?: number, https?: number } }} options
 * @returns ports, `renew` (takes the TLS options up anew) and `close`
 */
export async function listen({ site, state, tls, ports = {} }) {
  const plain = http.createServer((request, response) =>
    answer(site, state(), request, response, false),
  );
  let secure = https.createServer(tls(), (request, response) =>
    answer(site, state(), request, response, true),
  );
  const open = (server, port) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server.address().port));
    });
  const shut = server =>
    new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    });
  let isOpen = true;
  const bound = {
    http: await open(plain, ports.http ?? 0),
    https: await open(secure, ports.https ?? 0),
  };
  return {
    ports: bound,
    /** Takes the state's certificate and protocol versions up; closed in the state 'down'. */
    async renew() {
      if (isOpen) await Promise.all([shut(plain), shut(secure)]);
      isOpen = false;
      if (state() === 'down') return;
      secure = https.createServer(tls(), (request, response) =>
        answer(site, state(), request, response, true),
      );
      await Promise.all([open(plain, bound.http), open(secure, bound.https)]);
      isOpen = true;
    },
    async close() {
      if (isOpen) await Promise.all([shut(plain), shut(secure)]);
      isOpen = false;
    },
  };
}
