import { render } from './render.mjs';

const BASE = 'base-mainnet.example.com';
const ETHEREUM = 'eth-mainnet.example.com';
const SOLANA = 'solana-mainnet.example.com';

/** What the nodes of the chains say, by the host that is asked. */
function world() {
  return {
    [BASE]: { chainId: '0x2105', balance: '0x43c33c1937564800000' },
    [ETHEREUM]: { chainId: '0x1', balance: '0x58d15e176280000' },
    [SOLANA]: {
      genesisHash: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
      balance: 12_000_000_000,
    },
  };
}

const METHODS = {
  eth_chainId: node => node.chainId,
  eth_getBalance: node => (node.chainId ? node.balance : undefined),
  getGenesisHash: node => node.genesisHash,
  getBalance: node =>
    node.genesisHash && { context: { slot: 1 }, value: node.balance },
};

/** JSON-RPC 2.0; the key is the last part of the path. */
function answer(nodes, { method, path, url, body }) {
  if (method !== 'POST') return { status: 405 };
  if (!/\/[0-9a-f]{16}$/.test(path)) return { status: 401, body: 'no key' };
  const question = JSON.parse(body);
  const result = METHODS[question.method]?.(nodes[url.hostname]);
  return {
    status: 200,
    body: {
      jsonrpc: '2.0',
      id: question.id,
      ...(result === undefined
        ? { error: { code: -32601, message: 'method not found' } }
        : { result }),
    },
  };
}

export const chains = {
  id: 'chains',
  title: 'Chains',
  hosts: [BASE, ETHEREUM, SOLANA],
  world,
  answer,
  config: {},
  with: ['render'],
  without: render.without,
  defects: {
    'chain-base-testnet': {
      title: 'The endpoint for Base is one of its test network',
      fails: ['pay.rpc-endpoints-configured/base-rpc'],
      spoil: nodes => {
        nodes[BASE].chainId = '0x14a34';
      },
    },
    'chain-ethereum-testnet': {
      title: 'The endpoint for Ethereum is one of Sepolia',
      fails: ['pay.rpc-endpoints-configured/ethereum-rpc'],
      spoil: nodes => {
        nodes[ETHEREUM].chainId = '0xaa36a7';
      },
    },
    'chain-solana-devnet': {
      title: 'The endpoint for Solana is one of devnet',
      fails: ['pay.rpc-endpoints-configured/solana-rpc'],
      spoil: nodes => {
        nodes[SOLANA].genesisHash =
          'EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG';
      },
    },
    'chain-wallet-empty': {
      title: 'The wallet on Solana is empty',
      fails: ['pay.x402-addresses-configured/verified-and-funded'],
      spoil: nodes => {
        nodes[SOLANA].balance = 0;
      },
    },
  },
};
