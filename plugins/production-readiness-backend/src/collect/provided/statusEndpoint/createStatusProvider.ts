import type { Config } from '@backstage/config';
import {
  createUptimeProvider,
  MINUTE_MS,
  VendorClient,
  VendorError,
  type FactProvider,
  type OutgoingGuard,
  type ReadList,
  type Sleep,
  type UptimeContext,
  type UptimeParams,
  type UptimeSource,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { at, readMonitors, type StatusMonitor } from './readMonitors';
import {
  readStatusConfig,
  STATUS_URL,
  type StatusConfig,
} from './readStatusConfig';

/** Id of the provider that is built in. */
export const STATUS_ENDPOINT = 'status';

const MOST_PAGES = 20;

/** Whether configuration has a status endpoint. */
export function hasStatusUrl(config: Config): boolean {
  return config.has(STATUS_URL);
}

/**
 * Uptime monitors from any product that answers JSON about them; configuration
 * says where in the answer what is. Throws InputError on a configuration that
 * cannot be read.
 */
export function createStatusProvider(options: {
  config: Config;
  outgoing: OutgoingGuard;
  /** Waits while the product asks for a pause; tests pass their own. */
  sleep?: Sleep;
}): FactProvider<UptimeParams> {
  const { outgoing, sleep } = options;
  const config = readStatusConfig(options.config);
  return createUptimeProvider({
    id: STATUS_ENDPOINT,
    title: 'The status endpoint',
    source: config && sourceOf(config, { outgoing, sleep }),
    notConnected: `${STATUS_URL} is not configured`,
  });
}

function sourceOf(
  config: StatusConfig,
  options: { outgoing: OutgoingGuard; sleep?: Sleep },
): UptimeSource {
  const client = new VendorClient({
    vendor: 'The status endpoint',
    baseUrl: config.url.origin,
    headers: config.headers,
    cacheMs: 5 * MINUTE_MS,
    ...options,
  });
  const read = ({ signal }: UptimeContext) => readAll(client, config, signal);
  return {
    monitors: read,
    async contacts(context) {
      const { items, ...list } = await read(context);
      const heard = items.filter(({ state }) => state !== 'paused');
      const kinds = heard.flatMap(({ contacts }) => contacts);
      return { ...list, items: [...new Set(kinds)] };
    },
    async since(from, context) {
      const { items, ...list } = await read(context);
      return {
        ...list,
        items: items.map(({ name, state, lastCheckedAt, lastDownAt }) => ({
          name,
          state,
          checks: lastCheckedAt ? Number(lastCheckedAt > from) : null,
          wasDown:
            lastDownAt === undefined
              ? null
              : state === 'down' || (lastDownAt !== null && lastDownAt >= from),
          wasPaused: null,
        })),
      };
    },
  };
}

async function readAll(
  client: VendorClient,
  config: StatusConfig,
  signal: AbortSignal,
): Promise<ReadList<StatusMonitor>> {
  return client.list({
    first: { ...requestOf(config.url), schema: z.unknown(), signal },
    items: page => readMonitors(page, config),
    next: ({ data }) => nextOf(data, config),
    maxPages: MOST_PAGES,
  });
}

function requestOf(url: URL) {
  const names = [...new Set(url.searchParams.keys())];
  return {
    path: url.pathname,
    query: Object.fromEntries(
      names.map(name => [name, url.searchParams.getAll(name)]),
    ),
  };
}

/** The page that an answer names as the next one; the token goes to no other place. */
function nextOf(page: unknown, { url, fields }: StatusConfig) {
  const next = at(page, fields.next);
  if (typeof next !== 'string' || next === '') return undefined;
  const address = URL.canParse(next, url) ? new URL(next, url) : undefined;
  if (address?.origin !== url.origin) {
    throw new VendorError(
      'wrong-shape',
      'The status endpoint names a next page at another place, which is not asked',
    );
  }
  return requestOf(address);
}
