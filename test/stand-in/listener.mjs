import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { constants, gzipSync } from 'node:zlib';

/** Answers a request as the site says, compressed where client and site allow it; null: the connection is broken. */
async function answer({ site, state }, request, response, secure) {
  const url = new URL(
    request.url,
    `${secure ? 'https' : 'http'}://${request.headers.host}`,
  );
  let sent = '';
  for await (const part of request) sent += part;
  const reply = site({
    method: request.method,
    url,
    path: url.pathname,
    headers: request.headers,
    body: sent,
    secure,
    state: state(),
  });
  if (reply === null) return request.socket.destroy();
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
 * @param {{ site: Function, socket?: Function, state: () => string, delayMs?: () => number, tls: () => import('node:tls').SecureContextOptions, ports?: { http?: number, https?: number } }} options
 *   socket: takes up WebSocket connections of the https port
 * @returns ports, `renew` (takes the TLS options up anew) and `close`
 */
export async function listen({
  site,
  socket,
  state,
  delayMs = () => 0,
  tls,
  ports = {},
  secureOnly = false,
}) {
  const reply = secure => async (request, response) => {
    if (delayMs() > 0) await pause(delayMs());
    try {
      await answer({ site, state }, request, response, secure);
    } catch (error) {
      // Whoever asked is gone: the others are answered all the same.
      if (error.code !== 'ECONNRESET') throw error;
    }
  };
  const plain = http.createServer(reply(false));
  /** Streams that the server no longer closes by itself. */
  const upgraded = new Set();
  const createSecure = () => {
    const server = https.createServer(tls(), reply(true));
    if (socket) {
      server.on('upgrade', (request, stream, head) => {
        upgraded.add(stream);
        stream.once('close', () => upgraded.delete(stream));
        socket(request, stream, head);
      });
    }
    return server;
  };
  let secure = createSecure();
  const bind = (server, port) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve(server.address().port);
      });
    });
  /** On the port of the last time, or on any other if somebody else has it. */
  const open = (server, port) =>
    bind(server, port).catch(error => {
      if (error.code !== 'EADDRINUSE') throw error;
      return bind(server, 0);
    });
  const shut = server =>
    new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
      if (server === secure) upgraded.forEach(stream => stream.destroy());
    });
  let isOpen = true;
  const shutAll = async () => {
    if (isOpen) await Promise.all([shut(secure), secureOnly || shut(plain)]);
    isOpen = false;
  };
  const bound = {
    http: await open(plain, ports.http ?? 0),
    https: await open(secure, ports.https ?? 0),
  };
  // The port is known, and refuses: nothing listens there.
  if (secureOnly) await shut(plain);
  return {
    ports: bound,
    /** Takes the state's certificate and protocol versions up; closed in the state 'down'. */
    async renew() {
      await shutAll();
      if (state() === 'down') return;
      secure = createSecure();
      await Promise.all([
        secureOnly || bind(plain, bound.http),
        bind(secure, bound.https),
      ]);
      isOpen = true;
    },
    close: () => shutAll(),
  };
}
