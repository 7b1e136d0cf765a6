import { OWNER } from './ids.mjs';
import { answerLogs } from './logs.mjs';
import { answerMetrics } from './metrics.mjs';

export const KEY = ['rnd', 'StandInKamiyo0123456789abcd'].join('_');

const NOT_FOUND = { status: 404, body: { id: 'x', message: 'not found' } };
const ok = body => ({ status: 200, body });
const found = body => (body === undefined ? NOT_FOUND : ok(body));

/** Render's API, as far as it is read. */
export function answer(world, request) {
  if (request.headers.authorization !== `Bearer ${KEY}`) {
    return { status: 401, body: { id: 'x', message: 'Unauthorized' } };
  }
  if (request.method !== 'GET') return { status: 405 };
  for (const [pattern, handle] of ROUTES) {
    const match = pattern.exec(request.path);
    if (match) {
      const reply = handle(world, request, match[1]);
      if (reply) return reply;
    }
  }
  return NOT_FOUND;
}

/** A list of `{ <name>, cursor }`, the cursor being the place in it. */
function paged(list, name, { url }) {
  if (list === undefined) return NOT_FOUND;
  const limit = Math.min(100, Number(url.searchParams.get('limit') ?? 20));
  const from = Number(url.searchParams.get('cursor') ?? 0);
  return ok(
    list.slice(from, from + limit).map((item, index) => ({
      [name]: item,
      cursor: String(from + index + 1),
    })),
  );
}

const byOwner = (list, { url }) => {
  const owner = url.searchParams.get('ownerId');
  return list.filter(
    item => owner === null || (item.ownerId ?? item.owner?.id) === owner,
  );
};
const withId = (list, id) => list.find(item => item.id === id);
const isService = (world, id) => withId(world.services, id) !== undefined;
/** What one service has; undefined where there is no such service. */
const ofService = (world, id, list) =>
  isService(world, id) ? list ?? [] : undefined;

const ROUTES = [
  [
    /^\/v1\/services$/,
    (world, request) =>
      paged(byOwner(world.services, request), 'service', request),
  ],
  [
    /^\/v1\/services\/([^/]+)$/,
    (world, _, id) => found(withId(world.services, id)),
  ],
  [
    /^\/v1\/services\/([^/]+)\/instances$/,
    (world, _, id) => found(ofService(world, id, world.instances[id])),
  ],
  [
    /^\/v1\/services\/([^/]+)\/deploys$/,
    (world, request, id) => {
      const status = request.url.searchParams.getAll('status');
      const all = ofService(world, id, world.deploys[id]);
      return paged(
        all?.filter(
          deploy => status.length === 0 || status.includes(deploy.status),
        ),
        'deploy',
        request,
      );
    },
  ],
  [/^\/v1\/services\/([^/]+)\/events$/, answerEvents],
  [
    /^\/v1\/services\/([^/]+)\/custom-domains$/,
    (world, request, id) =>
      paged(ofService(world, id, world.domains[id]), 'customDomain', request),
  ],
  [
    /^\/v1\/services\/([^/]+)\/env-vars$/,
    (world, request, id) =>
      paged(
        ofService(
          world,
          id,
          Object.entries(world.envVars[id] ?? {}).map(([key, value]) => ({
            key,
            value,
          })),
        ),
        'envVar',
        request,
      ),
  ],
  [
    /^\/v1\/env-groups$/,
    (world, { url }) => {
      const limit = Number(url.searchParams.get('limit') ?? 20);
      const groups = byOwner(world.envGroups, { url });
      return ok(
        groups
          .slice(0, limit)
          .map(({ envVars: _, secretFiles: __, ...group }) => group),
      );
    },
  ],
  [
    /^\/v1\/env-groups\/([^/]+)$/,
    (world, _, id) => found(withId(world.envGroups, id)),
  ],
  [
    /^\/v1\/postgres$/,
    (world, request) =>
      paged(byOwner(world.postgres, request), 'postgres', request),
  ],
  [
    /^\/v1\/postgres\/([^/]+)$/,
    (world, _, id) => found(withId(world.postgres, id)),
  ],
  [
    /^\/v1\/postgres\/([^/]+)\/recovery$/,
    (world, _, id) => found(world.recovery[id]),
  ],
  [
    /^\/v1\/postgres\/([^/]+)\/connection-info$/,
    (world, _, id) => found(world.connections[id]),
  ],
  [
    /^\/v1\/owners\/([^/]+)\/members$/,
    (world, _, id) => found(id === OWNER ? world.members : undefined),
  ],
  [
    /^\/v1\/notification-settings\/owners\/([^/]+)$/,
    (world, _, id) => found(id === OWNER ? world.notifications : undefined),
  ],
  [
    /^\/v1\/logs\/streams\/owner\/([^/]+)$/,
    (world, _, id) =>
      found(id === OWNER ? world.logStream ?? undefined : undefined),
  ],
  [/^\/v1\/logs$/, answerLogs],
  [/^\/v1\/metrics\/[a-z-]+$/, answerMetrics],
  [
    /^\/v1\/webhooks$/,
    (world, request) => paged(world.webhooks, 'webhook', request),
  ],
  [/^\/v1\/webhooks\/([^/]+)\/events$/, answerWebhookEvents],
  [
    /^\/v1\/events\/([^/]+)$/,
    (world, _, id) =>
      found(withId([...world.databaseEvents, ...world.events], id)),
  ],
  [
    /^\/v1\/blueprints$/,
    (world, request) =>
      paged(
        world.blueprints.map(
          ({ resources: _, syncs: __, ...blueprint }) => blueprint,
        ),
        'blueprint',
        request,
      ),
  ],
  [
    /^\/v1\/blueprints\/([^/]+)$/,
    (world, _, id) => {
      const { syncs: __, ...blueprint } = withId(world.blueprints, id) ?? {};
      return found(blueprint.id ? blueprint : undefined);
    },
  ],
  [
    /^\/v1\/blueprints\/([^/]+)\/syncs$/,
    (world, request, id) =>
      paged(withId(world.blueprints, id)?.syncs, 'sync', request),
  ],
];

function answerEvents(world, request, id) {
  const query = request.url.searchParams;
  const [from, to] = ['startTime', 'endTime'].map(name =>
    Date.parse(query.get(name)),
  );
  const own = world.events
    .filter(event => {
      const at = Date.parse(event.timestamp);
      const type = query.get('type');
      return (
        event.serviceId === id &&
        (type === null || event.type === type) &&
        at >= from &&
        at <= to
      );
    })
    .sort((a, b) => b.timestamp.localeCompare(a.timestamp));
  if (!isService(world, id)) return NOT_FOUND;
  // No cursor is published: what follows is asked for by time.
  const limit = Math.min(100, Number(query.get('limit') ?? 20));
  return ok(own.slice(0, limit).map(event => ({ event })));
}

function answerWebhookEvents(world, request, id) {
  const after = Date.parse(request.url.searchParams.get('sentAfter') ?? 0);
  if (!withId(world.webhooks, id)) return NOT_FOUND;
  return paged(
    world.webhookEvents.filter(({ sentAt }) => Date.parse(sentAt) > after),
    'webhookEvent',
    request,
  );
}
