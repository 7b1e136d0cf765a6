import { promises as dns } from 'node:dns';
import { isListed, normalizeHost, type AllowList } from './allowList';
import { judgeAddress, parseAddress } from './addressPolicy';
import { OutgoingError } from './errors';
import type { HostOverride } from './hostOverrides';
import { toOutgoingError } from './networkErrors';

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Resolves a name; injected in tests. */
export type Lookup = (host: string) => Promise<ResolvedAddress[]>;

/** Where to connect for a name: checked addresses only, and the port there. */
export interface ConnectTarget {
  addresses: ResolvedAddress[];
  port: number;
}

/** The system's resolver, all addresses in its own order. */
export const systemLookup: Lookup = async host => {
  const found = await dns.lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));
};

/** Decides which host may be asked and which of its addresses connected to. */
export class AddressGuard {
  readonly #list: AllowList;
  readonly #overrides: HostOverride[];
  readonly #lookup: Lookup;

  constructor(options: {
    list: AllowList;
    overrides: HostOverride[];
    lookup: Lookup;
  }) {
    this.#list = options.list;
    this.#overrides = options.overrides;
    this.#lookup = options.lookup;
  }

  /** Throws `host-not-allowed` unless the list names the host for this port. */
  assertListed(host: string, port: number): void {
    if (isListed(this.#list, host, port)) return;
    const name = normalizeHost(host);
    const shown = name.includes(':') ? `[${name}]` : name;
    const entry = port === 80 || port === 443 ? shown : `${shown}:${port}`;
    throw new OutgoingError(
      'host-not-allowed',
      `host ${entry} is not in productionReadiness.http.allow; add it`,
    );
  }

  /**
   * The sentence that refuses a literal address, or undefined: for a name, or
   * an address that may be connected to.
   */
  refusedLiteral(host: string): string | undefined {
    if (!parseAddress(host)) return undefined;
    const refused = judgeAddress(host, this.#list.cidrs);
    return (
      refused &&
      `${refused.address}, ${refused.kind}; allow ${refused.suggestion} in productionReadiness.http.allow if that is meant`
    );
  }

  /**
   * Resolves a host to the addresses that may be connected to. The caller must
   * connect to one of these and not look the name up again: that is what keeps
   * a name that changes its answer from getting through.
   */
  async resolve(host: string, port: number): Promise<ConnectTarget> {
    const name = normalizeHost(host);
    const override = this.#overrides.find(entry => entry.host === name);
    const found = override
      ? [withFamily(override.address)]
      : await this.#addressesOf(name);
    const refusals = found.map(({ address }) =>
      judgeAddress(address, this.#list.cidrs),
    );
    const addresses = found.filter((_, index) => !refusals[index]);
    if (addresses.length === 0) throw refusedAddress(name, refusals[0]);
    return { addresses, port: override?.ports.get(port) ?? port };
  }

  async #addressesOf(name: string): Promise<ResolvedAddress[]> {
    if (parseAddress(name)) return [withFamily(name)];
    let found: ResolvedAddress[];
    try {
      found = await this.#lookup(name);
    } catch (error) {
      throw toOutgoingError(error, name);
    }
    if (found.length === 0) {
      throw new OutgoingError(
        'no-such-name',
        `${name} has no address in the DNS`,
      );
    }
    return found;
  }
}

function withFamily(address: string): ResolvedAddress {
  const parsed = parseAddress(address)!;
  return { address, family: parsed.kind() === 'ipv6' ? 6 : 4 };
}

function refusedAddress(
  name: string,
  refused: ReturnType<typeof judgeAddress>,
): OutgoingError {
  const { address, kind, suggestion } = refused!;
  const subject =
    parseAddress(name)?.toString() === address
      ? `${address} is ${kind}`
      : `${name} resolves to ${address}, ${kind}`;
  return new OutgoingError(
    'address-refused',
    `${subject}; allow ${suggestion} in productionReadiness.http.allow if that is meant`,
  );
}
