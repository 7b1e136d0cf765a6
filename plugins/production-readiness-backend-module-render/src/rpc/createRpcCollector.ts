import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CannotSay,
  collectEach,
  createFactCollector,
  evidence,
  HOUR_MS,
  isUnreachable,
  MINUTE_MS,
  notDeclared,
  noted,
  SilenceError,
  type Evidence,
  type FactCollector,
  type Finding,
  type Fingerprints,
  type JsonObject,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  lacksAnnotation,
  SERVICE_ANNOTATION,
  type RenderClient,
} from '../client';
import type { Environment } from '../env/Environment';
import { RenderEnvironment } from '../env/RenderEnvironment';
import { askRpc, requestOf, type RpcAsking, type RpcQuestion } from './ask';
import { balanceQuestion, quantity } from './balances';
import { rpcParams, rpcValueSchema, type RpcParams } from './params';

const NOT_CONFIGURED =
  'the URLs of RPC endpoints are values of environment variables on Render: set productionReadiness.collectors.render';
const NO_VALUES =
  "the URLs of RPC endpoints are values of environment variables, which are not looked at: set productionReadiness.collectors.render.envInspection to 'values'";

type ChainParams = Extract<RpcParams, { variable: string }>;
type WalletParams = Extract<RpcParams, { method: 'balance' }>;

const hash = z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/);

/** Of each method that says which chain it is: the field, and its form. */
const CHAIN = {
  eth_chainId: {
    field: 'chainId',
    result: quantity.transform(id => `0x${BigInt(id).toString(16)}`),
  },
  getGenesisHash: { field: 'genesisHash', result: hash },
};

interface Reading {
  environment: Environment;
  fingerprints: Fingerprints;
  asking: RpcAsking;
}

/** What nodes of chains say, asked at the URLs that a service on Render is given. */
export function createRpcCollector(options: {
  /** Undefined: Render is not configured. */
  client: RenderClient | undefined;
  outgoing: OutgoingGuard;
  fingerprints: Fingerprints;
}): FactCollector<RpcParams> {
  const { client, outgoing, fingerprints } = options;
  const lacking = lackingValues(client);
  return createFactCollector<RpcParams>({
    id: 'rpc',
    title: 'RPC endpoints',
    params: rpcParams,
    valueSchema: rpcValueSchema,
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    notConnected: entity =>
      lacking ?? lacksAnnotation(entity, SERVICE_ANNOTATION),
    collect: context => {
      if (!client || lacking) throw new Error(lacking);
      const reading = new RenderEnvironment(client).read(context);
      reading.catch(() => {});
      const asking = {
        outgoing,
        signal: context.signal,
        entityRef: stringifyEntityRef(context.entity),
      };
      return collectEach(context, rpcParams, async ({ params }) => {
        const { environment } = await reading;
        const own = { environment, fingerprints, asking };
        return params.method === 'balance'
          ? readWallets(params, own)
          : readChain(params, own);
      });
    },
  });
}

function lackingValues(client: RenderClient | undefined): string | undefined {
  if (!client) return NOT_CONFIGURED;
  return client.config.envInspection === 'values' ? undefined : NO_VALUES;
}

async function readChain(
  { variable, method }: ChainParams,
  { environment, asking }: Reading,
): Promise<Finding> {
  const { field, result } = CHAIN[method];
  const state = (configured: boolean, reachable: boolean, value?: string) =>
    ({
      configured,
      reachable,
      failingSince: null,
      [field]: value ?? null,
    } satisfies JsonObject);
  const url = environment.get(variable);
  if (url.is !== 'known') {
    return {
      value: state(false, false),
      evidence: [
        evidence({ request: `the URL in ${variable}`, response: 'is not set' }),
      ],
    };
  }
  const question: RpcQuestion<string> = {
    url: url.value,
    variable,
    method,
    params: [],
    result,
  };
  try {
    const answer = await askRpc(question, asking);
    return {
      value: state(true, true, answer.result),
      evidence: noted([answer.evidence], answer.result),
    };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return {
      unreachable: state(true, false),
      evidence: [silent(question, error)],
    };
  }
}

async function readWallets(
  { wallets }: WalletParams,
  reading: Reading,
): Promise<Finding> {
  const { environment, fingerprints } = reading;
  const found = Object.entries(wallets).map(([name, { url, address }]) => ({
    name,
    address: required(environment, address),
    question: balanceQuestion({
      url: required(environment, url),
      urlVariable: url,
      address: required(environment, address),
      addressVariable: address,
    }),
  }));
  const answers = await Promise.all(
    found.map(({ question }) => balanceOf(question, reading.asking)),
  );
  const addresses = found.map(({ name, address }) => `${name} ${address}`);
  return {
    value: {
      balances: Object.fromEntries(
        found.map(({ name }, index) => [name, answers[index].result]),
      ),
      fingerprint: await fingerprints.of(addresses.sort().join('\n')),
    },
    evidence: answers.map(answer => answer.evidence),
  };
}

/** Of a silent endpoint there is no balance; its own fact says that it is silent. */
async function balanceOf(
  question: RpcQuestion<number>,
  asking: RpcAsking,
): Promise<{ result: number; evidence: Evidence }> {
  try {
    return await askRpc(question, asking);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new SilenceError(error.message, [silent(question, error)]);
  }
}

function silent(question: RpcQuestion<unknown>, error: Error): Evidence {
  return evidence({ request: requestOf(question), response: error.message });
}

function required(environment: Environment, name: string): string {
  const variable = environment.get(name);
  if (variable.is === 'known') return variable.value.trim();
  throw new CannotSay(notDeclared(`${name} is not set`));
}
