import { z, type ZodType } from 'zod';

const variable = z.string().min(1);

/** `url` and `address` name the variables that hold them. */
const wallet = z.strictObject({ url: variable, address: variable });

/** A block under `collect.rpc`; the URL is the value of a variable, never of a checklist. */
export const rpcParams = z.union([
  z.strictObject({
    method: z.enum(['eth_chainId', 'getGenesisHash']),
    /** Holds the URL of the endpoint. */
    variable,
  }),
  z.strictObject({
    method: z.literal('balance'),
    wallets: z
      .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), wallet)
      .refine(wallets => Object.keys(wallets).length > 0, 'are none'),
  }),
]);

export type RpcParams = z.infer<typeof rpcParams>;

const state = {
  /** The variable with the URL is set. */
  configured: z.boolean(),
  reachable: z.boolean(),
  failingSince: z.string().nullable(),
};

const VALUES: Record<RpcParams['method'], ZodType> = {
  /** In hexadecimal digits, as `0x1`. */
  eth_chainId: z.strictObject({ ...state, chainId: z.string().nullable() }),
  getGenesisHash: z.strictObject({
    ...state,
    genesisHash: z.string().nullable(),
  }),
  balance: z.strictObject({
    /** By the names of the parameter, in the chain's own coin. */
    balances: z.record(z.string(), z.number()),
    /** Changes with any of the addresses. */
    fingerprint: z.string(),
  }),
};

export function rpcValueSchema({ method }: RpcParams): ZodType {
  return VALUES[method];
}
