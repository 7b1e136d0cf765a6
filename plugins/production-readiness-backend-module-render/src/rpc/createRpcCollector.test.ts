import type { ServerResponse } from 'node:http';
import {
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { NOW, told } from '../__testUtils__/collecting';
import {
  collectBlocks,
  collectorsFor,
  fingerprints,
  service,
} from '../__testUtils__/collectingEnv';

const API = service('kamiyo-api');
const ID = 'srv-0123456789abcdef0123';
/** In the path of every URL of the stand-in. */
const KEY = '5f1c9ab27e4d8036';

const wallet = (chain: string) => ({
  url: `X402_${chain}_RPC_URL`,
  address: `X402_${chain}_PAYMENT_ADDRESS`,
});
const BLOCKS: Record<string, object> = {
  base: { variable: 'X402_BASE_RPC_URL', method: 'eth_chainId' },
  solana: { variable: 'X402_SOLANA_RPC_URL', method: 'getGenesisHash' },
  wallets: {
    method: 'balance',
    wallets: {
      base: wallet('BASE'),
      ethereum: wallet('ETHEREUM'),
      solana: wallet('SOLANA'),
    },
  },
};

/** Nodes whose variables are those of the stand-in's Render. */
let nodes: RunningVendor;
/** The variables, for what is wrong with them. */
let render: RunningVendor;
beforeAll(async () => {
  const options = { now: NOW, timeoutMs: 1000 };
  nodes = await startVendor({ vendor: standInVendor('chains'), ...options });
  render = await startVendor({ vendor: standInVendor('render'), ...options });
});
afterAll(() => Promise.all([nodes.close(), render.close()]));
afterEach(() => {
  nodes.fail();
  nodes.spoil();
  render.spoil();
});

function collect(from: RunningVendor) {
  const { rpc } = collectorsFor(from);
  return collectBlocks(rpc, { entity: API, blocks: BLOCKS });
}

function withVariables(variables: Record<string, string>) {
  render.spoil(world => Object.assign(world.envVars[ID], variables));
  return collect(render);
}

describe('the collector rpc', () => {
  it('says which chains the nodes are on, and what the wallets hold', async () => {
    const outcomes = await collect(nodes);
    const state = { configured: true, reachable: true, failingSince: null };
    expect(told(outcomes.base)).toEqual({
      value: { ...state, chainId: '0x2105' },
    });
    expect(told(outcomes.solana)).toEqual({
      value: {
        ...state,
        genesisHash: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
      },
    });
    expect(told(outcomes.wallets)).toEqual({
      value: {
        balances: { base: 20_000, ethereum: 0.4, solana: 12 },
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    expect(JSON.stringify(outcomes)).not.toContain(KEY);
    expect(JSON.stringify(outcomes)).toContain('base-mainnet.example.com');
  });

  it('asks as JSON-RPC 2.0 has it', async () => {
    nodes.requests.length = 0;
    await collect(nodes);
    const asked = nodes.requests.filter(({ method }) => method === 'POST');
    expect(asked).toHaveLength(5);
    for (const { headers, body } of asked) {
      expect(headers['content-type']).toBe('application/json');
      expect(JSON.parse(body)).toEqual({
        jsonrpc: '2.0',
        id: 1,
        method: expect.any(String),
        params: expect.any(Array),
      });
    }
  });

  it('tells another chain', async () => {
    nodes.spoil(world => {
      world['base-mainnet.example.com'].chainId = '0x014A34';
    });
    expect((await collect(nodes)).base).toMatchObject({
      value: { chainId: '0x14a34' },
    });
  });

  it('changes the fingerprint with any address', async () => {
    const [one, other] = [
      await collect(render),
      await withVariables({
        X402_BASE_PAYMENT_ADDRESS: '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
      }),
    ].map(({ wallets }) => (wallets as any).value.fingerprint);
    expect(one).not.toBe(other);
    expect(one).not.toBe(await fingerprints.of(''));
  });

  it('takes a variable that is not set as an endpoint that is not there', async () => {
    const outcomes = await withVariables({ X402_BASE_RPC_URL: '' });
    expect(told(outcomes.base)).toEqual({
      value: {
        configured: false,
        reachable: false,
        failingSince: null,
        chainId: null,
      },
    });
    expect(outcomes.wallets).toMatchObject({ miss: { cause: 'not-declared' } });
  });

  it('sends credentials of the URL as such', async () => {
    render.requests.length = 0;
    await withVariables({
      X402_BASE_RPC_URL: `https://u:p%40@base-mainnet.example.com/v2/${KEY}`,
    });
    expect(
      render.requests.map(({ headers, method }) =>
        method === 'POST' ? headers.authorization : undefined,
      ),
    ).toContain(`Basic ${Buffer.from('u:p@').toString('base64')}`);
  });

  it.each<[string, string, RegExp]>([
    ['no URL', `no-url-${KEY}`, /X402_BASE_RPC_URL is no http or https URL/],
    [
      'a host that is not listed',
      `https://elsewhere.example/v2/${KEY}`,
      /elsewhere\.example is not in productionReadiness\.http\.allow/,
    ],
    ['an address inside', `http://10.0.0.1/v2/${KEY}`, /10\.0\.0\.1/],
    [
      'a key that is not taken',
      `https://base-mainnet.example.com/${KEY}short`,
      /refuses the key in X402_BASE_RPC_URL/,
    ],
  ])('names no more than the host of %s', async (_, url, reason) => {
    const outcomes = await withVariables({ X402_BASE_RPC_URL: url });
    expect(outcomes.base).toMatchObject({
      error: expect.stringMatching(reason),
    });
    expect(outcomes.solana).toHaveProperty('value');
    const said = JSON.stringify([outcomes, render.outgoing.refused()]);
    expect(said).not.toContain(KEY);
  });

  it('is connected only where values may be looked at', () => {
    const keysOnly = collectorsFor(render, { inspection: 'keys-only' });
    expect(keysOnly.rpc.notConnected!(API)).toMatch(/'values'/);
    expect(collectorsFor(render).rpc.notConnected!(API)).toBeUndefined();
  });
});

const answered =
  (body: unknown, status = 200) =>
  (_: unknown, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const OWN_FAULTS = [
  {
    name: 'a JSON-RPC error',
    answer: answered({
      jsonrpc: '2.0',
      id: 1,
      error: { code: -32005, message: `limit of ${KEY}` },
    }),
    reason: /JSON-RPC error -32005/,
  },
  {
    name: 'the answer to another question',
    answer: answered({ jsonrpc: '2.0', id: 2, result: '0x2105' }),
    reason: /no JSON-RPC answer/,
  },
  {
    name: 'a result that is none',
    answer: answered({ jsonrpc: '2.0', id: 1, result: `mainnet ${KEY}` }),
    reason: /another shape/,
  },
  {
    name: 'no result',
    answer: answered({ jsonrpc: '2.0', id: 1 }),
    reason: /another shape/,
  },
  {
    name: 'a redirect',
    answer: (_: unknown, response: ServerResponse) => {
      response.writeHead(302, { location: `https://evil.example/${KEY}` });
      response.end();
    },
    reason: /302/,
  },
  {
    name: 'more than is read',
    answer: answered(`"${'x'.repeat(100_000)}"`),
    reason: /more than/,
  },
];

/** A node that is silent is a fact; one that answers badly is an error. */
function expectedAfter({ name, reason }: { name: string; reason: RegExp }) {
  const said = expect.stringMatching(reason);
  return /no answer|connection that breaks/.test(name)
    ? {
        unreachable: { configured: true, reachable: false, chainId: null },
        evidence: [{ response: said }],
      }
    : { error: said };
}

describe('when a node fails', () => {
  it.each([...VENDOR_FAULTS, ...OWN_FAULTS])('$name', async fault => {
    // Of one chain: all others are as before.
    nodes.fail(fault, /^\/v2\//);
    const { base, solana, wallets } = await collect(nodes);
    expect(base).toMatchObject(expectedAfter(fault));
    expect(wallets).toMatchObject({
      error: expect.stringMatching(fault.reason),
    });
    expect(solana).toMatchObject({ value: { reachable: true } });
    const said = JSON.stringify([base, wallets, nodes.outgoing.refused()]);
    expect(said).not.toContain(KEY);
  });
});
