import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  createFactCollector,
  type FactCollector,
  type OutgoingGuard,
  CannotSay,
  collectEach,
  notDeclared,
  requireFew,
  type Finding,
  hostOf,
  hostParameter,
  listParameter,
  refuseSilence,
  silence,
  HOUR_MS,
  MINUTE_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { inspectHost, tlsSchema, type InspectedHost } from './inspectHost';

const MAX_HOSTS = 10;

const tlsParams = z.union([
  z.strictObject({ host: hostParameter, silence }),
  z.strictObject({ kind: z.literal('hosts'), hosts: listParameter, silence }),
]);

type TlsParams = z.infer<typeof tlsParams>;

const hostsSchema = z.object({
  reachable: z.boolean(),
  failingSince: z.string().nullable(),
  hosts: z.array(tlsSchema.extend({ host: z.string() })),
  complete: z.boolean(),
});

/** Protocol versions and certificates, by handshakes and nothing else. */
export function createTlsCollector(options: {
  guard: OutgoingGuard;
}): FactCollector<TlsParams> {
  return createFactCollector<TlsParams>({
    id: 'tls',
    title: 'TLS handshakes',
    params: tlsParams,
    valueSchema: params => ('hosts' in params ? hostsSchema : tlsSchema),
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: MINUTE_MS,
    collect: context => {
      const inspect = (text: string) =>
        inspectHost(placeOf(text), {
          guard: options.guard,
          signal: context.signal,
          entityRef: stringifyEntityRef(context.entity),
        });
      return collectEach(context, tlsParams, async ({ params }) =>
        refuseSilence(
          params.silence,
          'hosts' in params
            ? await collectHosts(params.hosts, inspect)
            : await collectHost(params.host, inspect),
        ),
      );
    },
  });
}

type Inspect = (text: string) => Promise<InspectedHost>;

async function collectHost(text: string, inspect: Inspect): Promise<Finding> {
  const { fact, evidence } = await inspect(text);
  return fact.reachable
    ? { value: fact, evidence: [evidence] }
    : { unreachable: fact, evidence: [evidence] };
}

async function collectHosts(
  list: string[],
  inspect: Inspect,
): Promise<Finding> {
  const texts = [...new Set(list)];
  if (texts.length === 0) {
    throw new CannotSay(
      notDeclared('no host is declared; set production-readiness/url'),
    );
  }
  requireFew(texts, { most: MAX_HOSTS, what: 'hosts' });
  const found = await Promise.all(texts.map(inspect));
  const reachable = found.every(({ fact }) => fact.reachable);
  const whole = {
    reachable,
    failingSince: null,
    hosts: found.map(({ fact }, index) => ({
      host: placeOf(texts[index]).host,
      ...fact,
    })),
    complete: true,
  };
  // The first one says why the whole is unreachable.
  const pieces = [...found]
    .sort((a, b) => Number(a.fact.reachable) - Number(b.fact.reachable))
    .map(({ evidence }) => evidence);
  return reachable
    ? { value: whole, evidence: pieces }
    : { unreachable: whole, evidence: pieces };
}

function placeOf(text: string): { host: string; port: number } {
  const found = hostOf(text);
  if (!found) throw new Error(`'${text}' is not a host`);
  return { host: found.host, port: found.port ?? 443 };
}
