import {
  CannotSay,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { isEvmAddress, isSolanaAddress } from '../env/rules/addresses';
import type { RpcQuestion } from './ask';

const WEI_PER_COIN = 1e18;
const LAMPORTS_PER_COIN = 1e9;

/** A number as Ethereum's JSON-RPC writes it: `0x1`. */
export const quantity = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/);

/**
 * What asks for the balance of an address in the chain's own coin; the address
 * says by which protocol. Throws a miss where it is of neither.
 */
export function balanceQuestion(options: {
  url: string;
  urlVariable: string;
  address: string;
  addressVariable: string;
}): RpcQuestion<number> {
  const { url, urlVariable: variable, addressVariable } = options;
  const address = options.address.trim();
  if (isEvmAddress(address)) {
    return {
      url,
      variable,
      method: 'eth_getBalance',
      params: [address, 'latest'],
      result: quantity.transform(wei => Number(BigInt(wei)) / WEI_PER_COIN),
    };
  }
  if (isSolanaAddress(address)) {
    return {
      url,
      variable,
      method: 'getBalance',
      params: [address],
      result: z
        .object({ value: z.number().min(0) })
        .transform(({ value }) => value / LAMPORTS_PER_COIN),
    };
  }
  throw new CannotSay(
    notDeclared(
      `the value of ${addressVariable} is no address of Ethereum, Base or Solana`,
    ),
  );
}
