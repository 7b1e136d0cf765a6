import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAuthority, createCertificate } from './certificates.mjs';
import { defectsOf, STATES, titleOf } from './defects.mjs';
import {
  FURTHER_DEFECTS,
  spoiledCatalog,
  spoiledFiles,
  spoiledSite,
  spoiledZone,
} from './further/index.mjs';
import { listen } from './listener.mjs';
import { startNameServer } from './nameServer.mjs';
import { peopleConfig } from './people.mjs';
import { reportsConfig } from './reports/access.mjs';
import { DATABASE_HOST, startDatabase } from './database.mjs';
import { api } from './sites/api.mjs';
import { frontend } from './sites/frontend.mjs';
import { legacy, tidy, worker } from './sites/small.mjs';
import { socket } from './sites/socket.mjs';
import { VENDORS, vendorSite } from './vendors/index.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Accepts TLS 1.0 and up: only a server that is told so still does. */
const OLD_TLS = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };
const NEW_TLS = { minVersion: 'TLSv1.2' };

/** What the zone says of names behind Cloudflare; the stand-in itself is asked by its port. */
const EDGE = ['104.16.10.1', '104.16.11.1'];
const NAME_SERVERS = ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'];

const SERVICES = [
  {
    name: 'kamiyo-api',
    hosts: ['api.kamiyo.ai'],
    edge: true,
    site: api,
    socket,
    days: has => (has('api-certificate-7-days') ? 7 : 80),
    tls: () => NEW_TLS,
  },
  {
    name: 'kamiyo-frontend',
    hosts: ['kamiyo.ai', 'www.kamiyo.ai'],
    edge: true,
    site: frontend,
    days: () => 80,
    tls: has => (has('frontend-tls-1.1') ? OLD_TLS : NEW_TLS),
  },
  {
    name: 'kamiyo-aggregator',
    hosts: ['aggregator.kamiyo.ai'],
    site: worker,
    days: () => 80,
    tls: () => NEW_TLS,
  },
  {
    name: 'kamiyo-social-watcher',
    hosts: ['social-watcher.kamiyo.ai'],
    site: worker,
    days: () => 80,
    tls: () => NEW_TLS,
  },
  {
    name: 'status-page',
    hosts: ['status.kamiyo.ai'],
    site: tidy,
    days: () => 80,
    tls: () => NEW_TLS,
    steady: true,
  },
  {
    name: 'newsletter',
    // Its zone is broken and nothing listens on port 80: three things stay
    // unknown with the missing runbook.
    hosts: ['newsletter.kamiyo.ai'],
    broken: true,
    secureOnly: true,
    site: tidy,
    days: () => 80,
    tls: () => NEW_TLS,
    steady: true,
  },
  {
    name: 'back-office',
    hosts: ['back-office.kamiyo.ai'],
    site: legacy,
    days: () => 9,
    tls: () => OLD_TLS,
    steady: true,
  },
  // Vendors stay up when KAMIYO is down.
  ...VENDORS.map(vendor => ({
    name: vendor.id,
    hosts: vendor.hosts,
    site: vendorSite(vendor),
    days: () => 80,
    tls: () => NEW_TLS,
    steady: true,
    secureOnly: true,
  })),
];

/**
 * Starts all servers of the stand-in on loopback.
 *
 * @param {{ directory: string, state?: 'healthy' | 'degraded' | 'down', port?: number, withDatabase?: boolean }} options
 *   directory: where certificates, repositories, the catalog and Backstage's
 *   configuration are written; port: of the control address; withDatabase: with
 *   kamiyo-postgres, where PostgreSQL can be run
 * @returns what is needed to use and flip it, and `close`
 */
export async function startStandIn({
  directory,
  state = 'degraded',
  port = 0,
  withDatabase = false,
}) {
  fs.mkdirSync(directory, { recursive: true });
  const current = { state, defects: defectsOf(state), delayMs: 0 };
  const authority = await createAuthority();
  const caFile = path.join(directory, 'ca.pem');
  fs.writeFileSync(caFile, authority.pem);

  const portsFile = path.join(directory, 'ports.json');
  const remembered = fs.existsSync(portsFile)
    ? JSON.parse(fs.readFileSync(portsFile, 'utf8'))
    : {};
  const running = [];
  for (const service of SERVICES) {
    const has = name => current.defects.includes(name);
    const certificates = new Map();
    const certificate = async () => {
      const days = service.days(has);
      if (!certificates.has(days))
        certificates.set(
          days,
          await createCertificate(authority, { names: service.hosts, days }),
        );
      return certificates.get(days);
    };
    let served = await certificate();
    const listener = await listen({
      site: spoiledSite(
        service.site({ defects: () => current.defects }),
        () => current.defects,
      ),
      socket: service.socket?.({ defects: () => current.defects }),
      state: () => (service.steady ? 'healthy' : current.state),
      delayMs: () => current.delayMs,
      tls: () => ({ ...served, ...service.tls(has) }),
      ports: remembered[service.name],
      secureOnly: service.secureOnly,
    });
    running.push({
      service,
      ports: listener.ports,
      close: listener.close,
      async renew() {
        served = await certificate();
        await listener.renew();
      },
    });
  }

  const names = await startNameServer({
    zone: () => spoiledZone(zone(), current.defects),
    port: remembered.names,
  });
  const database = withDatabase ? await tryDatabase(authority) : undefined;
  // The same ports the next time: facts that Backstage kept stay true.
  fs.writeFileSync(
    portsFile,
    JSON.stringify({
      names: names.port,
      ...Object.fromEntries(
        running.map(({ service, ports }) => [service.name, ports]),
      ),
    }),
  );
  const zone = () =>
    Object.fromEntries([
      ...running.flatMap(({ service }) =>
        service.hosts.map(host => [
          host,
          {
            A: service.edge ? EDGE : ['127.0.0.1'],
            NS: host === 'kamiyo.ai' ? NAME_SERVERS : [],
            broken: service.broken,
          },
        ]),
      ),
    ]);

  writeRepositories(directory, current.defects);
  writeCatalog(directory, current.defects);
  writeConfig({ directory, caFile, running, names, database });

  const flip = async ({ state: next, defects, delayMs = 0 }) => {
    if (!STATES.includes(next))
      throw new Error(`'${next}' is no state; there are ${STATES.join(', ')}`);
    const unknown = (defects ?? []).filter(name => !titleOf(name));
    if (unknown.length)
      throw new Error(`No such defect: ${unknown.join(', ')}`);
    if (!Number.isInteger(delayMs) || delayMs < 0)
      throw new Error('delayMs has to be a whole number of milliseconds');
    const before = current.defects;
    current.state = next;
    current.defects = defects ?? defectsOf(next);
    current.delayMs = delayMs;
    rewrite(directory, { before, after: current.defects });
    await Promise.all(running.map(each => each.renew()));
  };
  if (state !== 'healthy') await flip({ state });

  const control = await startControl({ current, flip, port });
  return {
    caFile,
    configFile: path.join(directory, 'app-config.yaml'),
    catalogFile: path.join(directory, 'catalog.yaml'),
    controlPort: control.port,
    resolve: resolveEntries(running),
    /** Connection string of kamiyo-postgres; null where it does not run. */
    database: database?.connection ?? null,
    resolver: `127.0.0.1:${names.port}`,
    repositories: path.join(directory, 'repositories'),
    flip,
    async close() {
      await Promise.all([
        ...running.map(each => each.close()),
        names.close(),
        control.close(),
        database?.close(),
      ]);
    },
  };
}

/** PostgreSQL does not run everywhere; all else of the stand-in does. */
async function tryDatabase(authority) {
  try {
    return await startDatabase({
      certificate: await createCertificate(authority, {
        names: [DATABASE_HOST],
        days: 80,
      }),
    });
  } catch (error) {
    console.error(
      `kamiyo-postgres does not run here: ${error?.message ?? error}`,
    );
    return undefined;
  }
}

const resolveEntries = running =>
  running.flatMap(({ service, ports }) =>
    service.hosts.map(host => ({
      host,
      address: '127.0.0.1',
      ports: { 80: ports.http, 443: ports.https },
    })),
  );

/** The stand-in's own address, on which its state is read and flipped. */
async function startControl({ current, flip, port }) {
  const server = http.createServer(async (request, response) => {
    const send = (status, value) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (request.method === 'GET') return send(200, current);
    let text = '';
    for await (const part of request) text += part;
    try {
      await flip(JSON.parse(text));
      return send(200, current);
    } catch (error) {
      return send(400, { error: error.message });
    }
  });
  // Who flips it seldom asks twice; a connection that idles must not be closed
  // just as it is used again.
  server.keepAliveTimeout = 60_000;
  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

/** Writes what defects spoil anew; all else stays as it is, for a person may have edited it. */
function rewrite(directory, { before, after }) {
  const touches = part =>
    [...before, ...after].some(name => FURTHER_DEFECTS[name]?.[part]);
  if (touches('files')) writeRepositories(directory, after);
  if (touches('catalog')) writeCatalog(directory, after);
}

/** Copies the repositories to where Backstage may read them; a person may edit the copies. */
function writeRepositories(directory, defects) {
  const target = path.join(directory, 'repositories');
  fs.rmSync(target, { recursive: true, force: true });
  fs.cpSync(path.join(here, 'repositories'), target, { recursive: true });
  renewReviews(target);
  for (const [name, spoil] of spoiledFiles(defects)) {
    const file = path.join(target, 'kamiyo', name);
    const text = spoil(fs.readFileSync(file, 'utf8'));
    if (text === null) fs.rmSync(file);
    else fs.writeFileSync(file, text);
  }
}

/** Documents were reviewed a month ago, whenever the stand-in is started. */
function renewReviews(target) {
  const day = new Date(Date.now() - 30 * 24 * 3600 * 1000)
    .toISOString()
    .slice(0, 10);
  for (const name of fs.readdirSync(target, { recursive: true })) {
    if (!name.endsWith('.md')) continue;
    const file = path.join(target, name);
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(
      file,
      text.replace(/^Last reviewed: [0-9-]+$/gm, `Last reviewed: ${day}`),
    );
  }
}

/** The catalog, its repositories pointing to the copies. */
function writeCatalog(directory, defects) {
  const text = fs
    .readdirSync(path.join(here, 'catalog'))
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name =>
      fs.readFileSync(path.join(here, 'catalog', name), 'utf8').trim(),
    )
    .join('\n---\n');
  const repositories = path.resolve(directory, 'repositories');
  fs.writeFileSync(
    path.join(directory, 'catalog.yaml'),
    `${spoiledCatalog(text, defects).replaceAll(
      'REPOSITORIES',
      `file://${repositories}`,
    )}\n`,
  );
}

/** What Backstage has to be told to see the stand-in; written last, so that its presence means 'ready'. */
function writeConfig({ directory, caFile, running, names, database }) {
  const resolve = resolveEntries(running);
  const config = {
    catalog: {
      locations: [
        {
          type: 'file',
          target: path.resolve(directory, 'catalog.yaml'),
          rules: [
            {
              allow: [
                'Domain',
                'System',
                'Component',
                'Resource',
                'API',
                'Group',
                'User',
              ],
            },
          ],
        },
      ],
    },
    productionReadiness: {
      http: {
        allow: [...resolve.map(entry => entry.host), '127.0.0.0/8'],
        ca: path.resolve(caFile),
        resolve,
      },
      collectors: {
        dns: { resolvers: [`127.0.0.1:${names.port}`] },
        repo: { localRoots: [path.resolve(directory, 'repositories')] },
      },
    },
  };
  const file = path.join(directory, 'app-config.yaml');
  const whole = [
    ...[...VENDORS, database].map(source => source?.config ?? {}),
    reportsConfig({ directory }),
    peopleConfig,
  ].reduce(merged, config);
  fs.writeFileSync(`${file}.part`, `${JSON.stringify(whole, null, 2)}\n`, {
    mode: 0o600,
  });
  fs.renameSync(`${file}.part`, file);
}

/** Objects are joined key by key, lists end to end; else the later one counts. */
function merged(first, second) {
  if (Array.isArray(first) && Array.isArray(second))
    return [...first, ...second];
  const isObject = value =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(first) || !isObject(second)) return second;
  const result = { ...first };
  for (const [key, value] of Object.entries(second))
    result[key] = key in first ? merged(first[key], value) : value;
  return result;
}
