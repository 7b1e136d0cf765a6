import { promises as dns, type CaaRecord } from 'node:dns';
import { z } from 'zod';

export const caaSchema = z.object({
  critical: z.number(),
  tag: z.string(),
  value: z.string(),
});

/** What one resolver says of a host. */
export interface ResolverAnswer {
  resolver: string;
  status: 'answered' | 'empty' | 'nxdomain' | 'unreachable';
  a: string[];
  aaaa: string[];
  cname: string[];
  /** Why it failed. */
  reason?: string;
}

export interface DnsClient {
  /** Never throws: a resolver that does not answer is `unreachable`. */
  lookUp(host: string): Promise<ResolverAnswer>;
  /** Of the zone that the host is in: the nearest name that has any. */
  nameServers(host: string): Promise<string[]>;
  /** The nearest CAA set, as certificate authorities look for it (RFC 8659). */
  authorities(host: string): Promise<z.infer<typeof caaSchema>[]>;
}

const MAX_RECORDS = 50;

/** What Node says of a name server that has no answer, in words. */
const IN_WORDS: Record<string, string> = {
  ESERVFAIL: 'answered SERVFAIL',
  EREFUSED: 'refused the question',
  EFORMERR: 'did not understand the question',
  ENOTIMP: 'does not know that kind of question',
  EBADRESP: 'answered something that cannot be read',
  ETIMEOUT: 'did not answer in time',
  ECONNREFUSED: 'refuses the connection',
  ECANCELLED: 'did not answer in time',
};

type Records<T> =
  | { found: T[] }
  | { none: 'empty' | 'nxdomain' }
  | { failed: string };

/** Asks one server, given as `address` or `address:port`. */
export function createDnsClient(options: {
  server: string;
  timeoutMs: number;
  signal: AbortSignal;
}): DnsClient {
  const { server, signal } = options;
  const resolver = new dns.Resolver({ timeout: options.timeoutMs, tries: 2 });
  resolver.setServers([server]);
  signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  return {
    async lookUp(host) {
      const [a, aaaa, cname] = await Promise.all([
        ask(() => resolver.resolve4(host)),
        ask(() => resolver.resolve6(host)),
        ask(() => resolver.resolveCname(host)),
      ]);
      return {
        resolver: server,
        ...statusOf(a, aaaa),
        a: listOf(a),
        aaaa: listOf(aaaa),
        cname: listOf(cname),
      };
    },
    nameServers: host =>
      nearest(host, async name =>
        listOf(await ask(() => resolver.resolveNs(name))),
      ),
    authorities: host =>
      nearest(host, async name =>
        (await required(() => resolver.resolveCaa(name), name)).flatMap(
          readCaa,
        ),
      ),
  };
}

async function ask<T>(query: () => Promise<T[]>): Promise<Records<T>> {
  try {
    return { found: (await query()).slice(0, MAX_RECORDS) };
  } catch (error) {
    const code = String((error as { code?: string }).code ?? 'failed');
    if (code === 'ENODATA') return { none: 'empty' };
    if (code === 'ENOTFOUND') return { none: 'nxdomain' };
    return { failed: IN_WORDS[code] ?? `cannot be asked (${code})` };
  }
}

/** As `ask`, but a failure must not look like an empty answer. */
async function required<T>(
  query: () => Promise<T[]>,
  name: string,
): Promise<T[]> {
  const records = await ask(query);
  if ('failed' in records) {
    throw new Error(
      `asked for the CAA of ${name}, the name server ${records.failed}`,
    );
  }
  return listOf(records);
}

function listOf<T>(records: Records<T>): T[] {
  return 'found' in records ? records.found : [];
}

function statusOf(
  a: Records<string>,
  aaaa: Records<string>,
): Pick<ResolverAnswer, 'status' | 'reason'> {
  if (listOf(a).length + listOf(aaaa).length > 0) return { status: 'answered' };
  const failed = [a, aaaa].find(records => 'failed' in records);
  if (failed && 'failed' in failed) {
    return { status: 'unreachable', reason: failed.failed };
  }
  const nxdomain = [a, aaaa].some(
    records => 'none' in records && records.none === 'nxdomain',
  );
  return { status: nxdomain ? 'nxdomain' : 'empty' };
}

/** Walks from the host towards the root, not into the top-level domain. */
async function nearest<T>(
  host: string,
  find: (name: string) => Promise<T[]>,
): Promise<T[]> {
  const labels = host.split('.');
  for (let skip = 0; labels.length - skip >= 2; skip += 1) {
    const found = await find(labels.slice(skip).join('.'));
    if (found.length > 0) return found;
  }
  return [];
}

function readCaa(record: CaaRecord): z.infer<typeof caaSchema>[] {
  const {
    critical,
    type: _,
    ...tags
  } = record as CaaRecord & { type?: string };
  return Object.entries(tags).map(([tag, value]) => ({
    critical,
    tag,
    value: String(value).slice(0, 200),
  }));
}
