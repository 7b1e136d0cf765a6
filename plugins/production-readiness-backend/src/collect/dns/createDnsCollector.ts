import { getServers } from 'node:dns';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  createFactCollector,
  type FactCollector,
  evidence,
  type OutgoingGuard,
  areAllWithin,
  parseAddress,
  collectEach,
  type Finding,
  hostOf,
  hostParameter,
  listParameter,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  caaSchema,
  createDnsClient,
  type DnsClient,
  type ResolverAnswer,
} from './DnsClient';

const dnsParams = z.strictObject({
  host: hostParameter,
  /** CIDRs by name. */
  ranges: z.record(z.string(), listParameter).default({}),
});
type DnsParams = z.infer<typeof dnsParams>;

const names = z.array(z.string());

const dnsSchema = z.object({
  resolvers: z.array(
    z.object({
      resolver: z.string(),
      status: z.enum(['answered', 'empty', 'nxdomain', 'unreachable']),
      a: names,
      aaaa: names,
      cname: names,
    }),
  ),
  ns: names,
  caa: z.array(caaSchema),
  nxdomain: z.boolean(),
  answered: z.boolean(),
  inRanges: z.record(z.string(), z.boolean()),
  complete: z.boolean(),
});

/** Records of a host as several resolvers give them. */
export function createDnsCollector(options: {
  config: Config;
  guard: OutgoingGuard;
  /** Milliseconds for one query; two tries. */
  queryTimeoutMs?: number;
}): FactCollector<DnsParams> {
  const { guard, queryTimeoutMs = 3 * SECOND_MS } = options;
  const servers = readResolvers(options.config);
  return createFactCollector<DnsParams>({
    id: 'dns',
    title: 'Name resolution',
    params: dnsParams,
    valueSchema: () => dnsSchema,
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: MINUTE_MS,
    collect: context => {
      const entityRef = stringifyEntityRef(context.entity);
      return collectEach(context, dnsParams, async ({ params }) => {
        const host = hostNameOf(params.host);
        // A name is asked for only where the list lets us talk to it at all:
        // queries for arbitrary names would carry data out.
        guard.assertListed({ host, port: 443, entityRef });
        const clients = servers.map(server =>
          createDnsClient({
            server,
            timeoutMs: queryTimeoutMs,
            signal: context.signal,
          }),
        );
        return collectHost(host, { clients, ranges: params.ranges });
      });
    },
  });
}

function readResolvers(config: Config): string[] {
  const configured = config.getOptionalStringArray(
    'productionReadiness.collectors.dns.resolvers',
  );
  return configured && configured.length > 0 ? configured : getServers();
}

function hostNameOf(text: string): string {
  const found = hostOf(text);
  if (!found) throw new Error(`'${text}' is not a host`);
  if (parseAddress(found.host)) {
    throw new Error(`'${found.host}' is an address; DNS records have names`);
  }
  return found.host;
}

async function collectHost(
  host: string,
  options: { clients: DnsClient[]; ranges: DnsParams['ranges'] },
): Promise<Finding> {
  const { clients, ranges } = options;
  const answers = await Promise.all(clients.map(client => client.lookUp(host)));
  const responding = clients.filter(
    (_, index) => answers[index].status !== 'unreachable',
  );
  if (responding.length === 0) {
    throw new Error(
      `no resolver answers (${answers
        .map(({ resolver, reason }) => `the name server ${resolver} ${reason}`)
        .join('; ')}); check productionReadiness.collectors.dns.resolvers`,
    );
  }
  const heard = answers.filter(({ status }) => status !== 'unreachable');
  const [ns, caa] = await Promise.all([
    responding[0].nameServers(host),
    responding[0].authorities(host),
  ]);
  return {
    value: {
      resolvers: answers.map(({ reason: _, ...rest }) => rest),
      ns,
      caa,
      nxdomain: heard.some(({ status }) => status === 'nxdomain'),
      answered: heard.every(({ status }) => status === 'answered'),
      inRanges: Object.fromEntries(
        Object.entries(ranges).map(([name, cidrs]) => [
          name,
          areAllWithin(addressesOf(heard), cidrs),
        ]),
      ),
      complete: heard.length === answers.length,
    },
    evidence: answers.map(answer => answerEvidence(host, answer)),
  };
}

function addressesOf(answers: ResolverAnswer[]): string[] {
  return answers.flatMap(({ a, aaaa }) => [...a, ...aaaa]);
}

function answerEvidence(host: string, answer: ResolverAnswer) {
  return evidence({
    request: `A, AAAA, CNAME of ${host} at ${answer.resolver}`,
    response: inShort(answer),
  });
}

function inShort({ status, reason, a, aaaa, cname }: ResolverAnswer): string {
  if (status === 'answered') return [...a, ...aaaa, ...cname].join(', ');
  return reason ? `the name server ${reason}` : status;
}
