import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  createAuthority,
  TestServers,
  valueOf,
  type TestAuthority,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { WebSocketServer, type WebSocket } from 'ws';
import { createWebsocketCollector } from './createWebsocketCollector';

const SECRET = 'wst_0123456789abcdef';
let servers: TestServers;
let sockets: WebSocketServer[];
let folder: string;
let authority: TestAuthority;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'websocket-'));
  authority = await createAuthority();
  writeFileSync(path.join(folder, 'ca.pem'), authority.cert);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  servers = new TestServers();
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets)
    socket.clients.forEach(each => each.terminate());
  await servers.close();
});

/** A server whose clients are treated so. */
async function serve(
  server: Server,
  options: { autoPong?: boolean; onClient?: (client: WebSocket) => void } = {},
): Promise<number> {
  const socket = new WebSocketServer({
    server,
    autoPong: options.autoPong ?? true,
  });
  sockets.push(socket);
  socket.on('connection', client => {
    client.on('error', () => {});
    options.onClient?.(client);
  });
  return servers.listen(server);
}

async function probe(
  port: number,
  {
    scheme = 'ws',
    allow = true,
    token,
  }: { scheme?: string; allow?: boolean; token?: string } = {},
) {
  const config = new ConfigReader({
    productionReadiness: {
      http: {
        allow: [...(allow ? [`shop.example:${port}`] : []), '127.0.0.0/8'],
        ca: path.join(folder, 'ca.pem'),
        resolve: [{ host: 'shop.example', address: '127.0.0.1' }],
      },
      collectors: { websocket: token ? { token } : {} },
    },
  });
  const guard = createOutgoingGuard({ config });
  const outcome = await collectOne(
    createWebsocketCollector({
      guard,
      config,
      times: { patienceMs: 250, heartbeatMs: 500 },
    }),
    { url: `${scheme}://shop.example:${port}/ws?secret=${SECRET}` },
  );
  await guard.close();
  return outcome;
}

it('opens, pings and hears the pong', async () => {
  const outcome = await probe(await serve(createHttpServer()));
  expect(valueOf(outcome)).toEqual({
    reachable: true,
    failingSince: null,
    connected: true,
    handshakeMs: expect.any(Number),
    pong: true,
    serverHeartbeat: false,
  });
  expect(JSON.stringify(outcome)).not.toContain(SECRET);
});

it('speaks TLS, and trusts who is to be trusted', async () => {
  const pair = await authority.issue({ names: ['shop.example'] });
  const good = await serve(createHttpsServer(pair) as Server);
  expect(valueOf(await probe(good, { scheme: 'wss' }))).toMatchObject({
    connected: true,
    pong: true,
  });
  const other = await authority.issue({ names: ['other.example'] });
  const bad = await serve(createHttpsServer(other) as Server);
  expect(await probe(bad, { scheme: 'wss' })).toMatchObject({
    unreachable: { connected: false },
    evidence: [{ response: expect.stringContaining('ALTNAME') }],
  });
});

it('sends the token of the configuration, and shows it nowhere', async () => {
  let seen: string | undefined;
  const server = createHttpServer();
  server.on('upgrade', request => {
    seen = request.headers.authorization;
  });
  const outcome = await probe(await serve(server), { token: SECRET });
  expect(seen).toBe(`Bearer ${SECRET}`);
  expect(JSON.stringify(outcome)).not.toContain(SECRET);
});

it.each([
  {
    name: 'a server that answers no ping, and sends none',
    options: { autoPong: false },
    expected: { connected: true, pong: false, serverHeartbeat: false },
  },
  {
    name: 'a server with a heartbeat of its own',
    options: {
      autoPong: false,
      onClient: (client: WebSocket) => client.ping(),
    },
    expected: { connected: true, pong: false, serverHeartbeat: true },
  },
  {
    name: 'a server that hangs up at once',
    options: {
      autoPong: false,
      onClient: (client: WebSocket) => client.close(1011),
    },
    expected: { connected: true, pong: false, serverHeartbeat: false },
  },
  {
    name: 'a server that floods',
    options: {
      autoPong: false,
      onClient: (client: WebSocket) => client.send(Buffer.alloc(1024 * 1024)),
    },
    expected: { connected: true, pong: false, serverHeartbeat: false },
  },
])('$name', async ({ options, expected }) => {
  const outcome = await probe(await serve(createHttpServer(), options));
  expect(valueOf(outcome)).toMatchObject(expected);
});

it('tells an answer that is no upgrade from silence', async () => {
  const refusing = await servers.http((_, response) => {
    response.writeHead(401);
    response.end();
  });
  const upgrades = createHttpServer();
  upgrades.on('upgrade', (_, socket) => {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  for (const port of [refusing, await servers.listen(upgrades)]) {
    expect(await probe(port)).toMatchObject({
      value: { reachable: true, connected: false },
      evidence: [{ response: expect.stringMatching(/^40[13] instead of 101/) }],
    });
  }
});

it('says of silence that it is silence', async () => {
  const silent = await servers.listen(
    createNetServer(socket => socket.resume().on('error', () => {})),
  );
  expect(await probe(silent)).toMatchObject({
    unreachable: { reachable: false },
    evidence: [{ response: 'no handshake in time' }],
  });
  const closed = new TestServers();
  const port = await closed.listen(createNetServer());
  await closed.close();
  expect(await probe(port)).toMatchObject({
    unreachable: { reachable: false },
    evidence: [{ response: 'no connection (ECONNREFUSED)' }],
  });
});

it('asks no host that is not allowed', async () => {
  const port = await serve(createHttpServer());
  expect(await probe(port, { allow: false })).toMatchObject({
    error: expect.stringContaining('is not in productionReadiness.http.allow'),
  });
  expect(sockets[0].clients.size).toBe(0);
});
