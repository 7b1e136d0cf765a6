import type { Config } from '@backstage/config';
import { normalizeHost } from './allowList';
import { parseAddress } from './addressPolicy';

/** Where a name is looked for instead of in the DNS. */
export interface HostOverride {
  host: string;
  address: string;
  /** Port of the name -> port at the address. */
  ports: Map<number, number>;
}

/**
 * Reads `productionReadiness.http.resolve`. An address given here passes the
 * guard like any other, so a loopback one needs its CIDR in `http.allow`.
 */
export function readHostOverrides(config: Config): HostOverride[] {
  const entries =
    config.getOptionalConfigArray('productionReadiness.http.resolve') ?? [];
  return entries.map(entry => {
    const host = normalizeHost(entry.getString('host'));
    const address = entry.getString('address');
    if (!parseAddress(address)) {
      throw new Error(
        `productionReadiness.http.resolve sends ${host} to '${address}', which is not an address; write for example 127.0.0.1`,
      );
    }
    return { host, address, ports: readPorts(entry) };
  });
}

// As one value: a port is no key that a Config can be asked for.
function readPorts(entry: Config): Map<number, number> {
  const ports = entry.getOptional<Record<string, number>>('ports') ?? {};
  return new Map(
    Object.entries(ports).map(([port, at]) => {
      if (!Number.isInteger(at)) {
        throw new Error(
          `productionReadiness.http.resolve sends port ${port} to '${at}', which is not a port`,
        );
      }
      return [Number(port), at];
    }),
  );
}
