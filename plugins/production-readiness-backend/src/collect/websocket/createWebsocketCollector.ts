import { isIP, connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  collectEach,
  createFactCollector,
  evidence,
  isUnreachable,
  normalizeHost,
  HOUR_MS,
  SECOND_MS,
  type ConnectTarget,
  type FactCollector,
  type Finding,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import WebSocket from 'ws';
import { z } from 'zod';

/** Milliseconds for the handshake, and for a pong (coverage map, WebSocket rows). */
const PATIENCE_MS = 5 * SECOND_MS;
/** Milliseconds within which a server's own heartbeat has to come. */
const HEARTBEAT_MS = 60 * SECOND_MS;
/** Bytes of a message; more than a heartbeat needs. */
const MAX_MESSAGE = 64 * 1024;

const params = z.strictObject({ url: z.string().min(1) });
type Params = z.infer<typeof params>;

const schema = z.object({
  reachable: z.boolean(),
  failingSince: z.string().nullable(),
  /** The upgrade was answered with 101. */
  connected: z.boolean(),
  handshakeMs: z.number().nullable(),
  /** A pong came within 5 s of a ping. */
  pong: z.boolean(),
  /** Without one: a ping of the server's own came within 60 s. */
  serverHeartbeat: z.boolean(),
});

type Value = z.infer<typeof schema>;

interface Times {
  patienceMs: number;
  heartbeatMs: number;
}

/** Opens a connection, pings, and listens; sends no message of its own. */
export function createWebsocketCollector(options: {
  guard: OutgoingGuard;
  config: Config;
  times?: Partial<Times>;
}): FactCollector<Params> {
  const token = options.config.getOptionalString(
    'productionReadiness.collectors.websocket.token',
  );
  const times = {
    patienceMs: PATIENCE_MS,
    heartbeatMs: HEARTBEAT_MS,
    ...options.times,
  };
  return createFactCollector<Params>({
    id: 'websocket',
    title: 'WebSocket',
    params,
    valueSchema: () => schema,
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: times.patienceMs * 4 + times.heartbeatMs,
    collect: context =>
      collectEach(context, params, ({ params: { url } }) =>
        probe(url, {
          ...options,
          token,
          times,
          signal: context.signal,
          entityRef: stringifyEntityRef(context.entity),
        }),
      ),
  });
}

const NOT_REACHED: Value = {
  reachable: false,
  failingSince: null,
  connected: false,
  handshakeMs: null,
  pong: false,
  serverHeartbeat: false,
};

interface ProbeOptions {
  guard: OutgoingGuard;
  token: string | undefined;
  times: Times;
  signal: AbortSignal;
  entityRef: string;
}

async function probe(text: string, options: ProbeOptions): Promise<Finding> {
  const url = parseUrl(text);
  let target: ConnectTarget;
  try {
    target = await options.guard.target({
      host: url.hostname,
      port: Number(url.port || (url.protocol === 'wss:' ? 443 : 80)),
      entityRef: options.entityRef,
    });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return finding(url, NOT_REACHED, error.message);
  }
  const { value, said } = await talk(url, target, options);
  return finding(url, value, said);
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['ws:', 'wss:'].includes(url.protocol)) {
    throw new Error(
      `'${text}' is not a ws or wss URL; write for example wss://api.example.com/ws in production-readiness/websocket-url`,
    );
  }
  if (url.username || url.password) {
    throw new Error(`the URL of ${url.host} holds credentials; take them out`);
  }
  return url;
}

function finding(url: URL, value: Value, said: string): Finding {
  const pieces = [
    evidence({
      request: `WebSocket ${url.origin}${url.pathname}`,
      response: said,
    }),
  ];
  return value.reachable
    ? { value, evidence: pieces }
    : { unreachable: value, evidence: pieces };
}

/** The code, for the message of a socket's error may name what it holds. */
function reasonOf(error: Error): string {
  const { code, message } = error as { code?: string; message: string };
  return `no connection (${code ?? message})`;
}

function talk(
  url: URL,
  target: ConnectTarget,
  { guard, token, times, signal }: ProbeOptions,
): Promise<{ value: Value; said: string }> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const value: Value = { ...NOT_REACHED };
    const socket = new WebSocket(url, {
      maxPayload: MAX_MESSAGE,
      followRedirects: false,
      perMessageDeflate: false,
      headers: token ? { authorization: `Bearer ${token}` } : {},
      // To the addresses that were checked, and no second look-up.
      createConnection: (() => connectTo(url, target, guard)) as any,
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (said: string) => {
      clearTimeout(timer);
      socket.terminate();
      resolve({ value, said });
    };
    // ws has a limit of its own, which a connection of ours passes by.
    timer = setTimeout(() => end('no handshake in time'), times.patienceMs);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        socket.terminate();
        reject(new Error('broken off: the time of the run is over'));
      },
      { once: true },
    );
    const took = () => Math.round(performance.now() - startedAt);
    let isPongLate = false;
    const heard = () =>
      end(
        `101 in ${value.handshakeMs} ms, no pong, a ping of the server's own`,
      );

    const silent = () =>
      end(
        `101 in ${value.handshakeMs} ms, no pong, no ping within ${
          times.heartbeatMs / SECOND_MS
        } s`,
      );

    socket.on('open', () => {
      Object.assign(value, {
        reachable: true,
        connected: true,
        handshakeMs: took(),
      });
      socket.ping();
      clearTimeout(timer);
      timer = setTimeout(() => {
        isPongLate = true;
        if (value.serverHeartbeat) heard();
        // Without a pong the server may still keep the connection alive by itself.
        else timer = setTimeout(silent, times.heartbeatMs - times.patienceMs);
      }, times.patienceMs);
    });
    socket.on('pong', () => {
      value.pong = true;
      end(`101 in ${value.handshakeMs} ms, pong`);
    });
    socket.on('ping', () => {
      value.serverHeartbeat = true;
      if (isPongLate) heard();
    });
    socket.on('unexpected-response', (_, response) => {
      value.reachable = true;
      end(`${response.statusCode} instead of 101 in ${took()} ms`);
    });
    socket.on('error', error => {
      end(value.connected ? `101, then ${reasonOf(error)}` : reasonOf(error));
    });
    socket.on('close', code => {
      end(
        value.connected
          ? `101 in ${value.handshakeMs} ms, closed by the server with ${code}`
          : 'closed before it was open',
      );
    });
  });
}

function connectTo(url: URL, target: ConnectTarget, guard: OutgoingGuard) {
  const [{ address }] = target.addresses;
  const place = { host: address, port: target.port };
  if (url.protocol === 'ws:') return connectTcp(place);
  const host = normalizeHost(url.hostname);
  return connectTls({
    ...place,
    servername: isIP(host) ? '' : host,
    ca: guard.ca,
    ALPNProtocols: ['http/1.1'],
  });
}
