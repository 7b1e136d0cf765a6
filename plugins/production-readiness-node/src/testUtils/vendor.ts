import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader, type Config } from '@backstage/config';
import { createOutgoingGuard, type OutgoingGuard } from '../outgoing';
import { createAuthority } from './certificates';
import { VENDOR_FAULTS, type VendorFault } from './faults';
import { TestServers } from './servers';

/** A request as a vendor of the stand-in sees it. */
export interface StandInRequest {
  method: string;
  path: string;
  url: URL;
  headers: Record<string, string | undefined>;
  body: string;
}

/** A vendor of the stand-in, as test/stand-in/vendors describes it. */
export interface StandInVendor {
  id: string;
  title: string;
  hosts: string[];
  world(options: { now: number }): any;
  answer(
    world: any,
    request: StandInRequest,
  ): { status: number; headers?: Record<string, string>; body?: unknown };
  config: any;
  /** Ids of vendors that run beside it: what they hold says how it is asked. */
  with?: string[];
  /** Other sources that are not connected while it is judged. */
  without?: string[];
  defects: Record<
    string,
    {
      title: string;
      /** Criteria that it turns to fail; those that inherit from them aside. */
      fails: string[];
      /** Criteria that it makes unknown: there the machine never says no. */
      unknown?: string[];
      spoil(world: any): void;
    }
  >;
}

/** A vendor of the stand-in by its file's name. */
export function standInVendor(id: string): StandInVendor {
  const file = resolvePackagePath(
    '@production-readiness/backstage-plugin-production-readiness-node',
    '../../test/stand-in/vendors',
    `${id}.mjs`,
  );
  // eslint-disable-next-line import/no-dynamic-require, global-require
  return require(file)[id];
}

/** A vendor that answers by https on loopback, and the guard that may ask it. */
export interface RunningVendor {
  config: Config;
  outgoing: OutgoingGuard;
  /** What was asked since the start, or since the list was emptied. */
  requests: StandInRequest[];
  /** Changes what the vendor holds; undefined: healthy again. */
  spoil(change?: (world: any) => void): void;
  /** Fails requests whose path matches; undefined: none. */
  fail(fault?: VendorFault, where?: RegExp): void;
  close(): Promise<void>;
}

/** Milliseconds that any answer may take. */
const PATIENT_MS = 30_000;
const SILENCE = VENDOR_FAULTS.find(({ name }) => name === 'no answer in time');

/** Key of fingerprints in tests: they are the same in each. */
export const TEST_FINGERPRINT_KEY = 'known to every test, and to nobody else';

/**
 * Runs a vendor of the stand-in for one test file, and those beside it. `now`: the vendor's clock in
 * milliseconds; while it does not answer at all,
 * requests time out after `timeoutMs` (default 600).
 */
export async function startVendor(options: {
  vendor: StandInVendor;
  now: number;
  timeoutMs?: number;
  /** On top of the vendor's own configuration. */
  config?: object;
}): Promise<RunningVendor> {
  const { vendor, now, timeoutMs = 600 } = options;
  const vendors = [vendor, ...(vendor.with ?? []).map(standInVendor)];
  const hosts = vendors.flatMap(each => each.hosts);
  const servers = new TestServers();
  const authority = await createAuthority();
  const folder = mkdtempSync(path.join(tmpdir(), 'vendor-'));
  const ca = path.join(folder, 'ca.pem');
  writeFileSync(ca, authority.cert);

  let change: ((world: any) => void) | undefined;
  let fault: { fault: VendorFault; where: RegExp } | undefined;
  const requests: StandInRequest[] = [];
  const port = await servers.https(
    await authority.issue({ names: hosts }),
    async (request, response) => {
      const seen = await read(request);
      requests.push(seen);
      if (fault?.where.test(seen.path)) {
        fault.fault.answer(request, response);
        return;
      }
      const asked = vendors.find(({ hosts: own }) =>
        own.includes(seen.url.hostname),
      )!;
      const world = asked.world({ now });
      if (asked === vendor) change?.(world);
      const { status, headers = {}, body = '' } = asked.answer(world, seen);
      const isText = typeof body === 'string';
      response.writeHead(status, {
        ...(isText ? {} : { 'content-type': 'application/json' }),
        ...headers,
      });
      response.end(isText ? body : JSON.stringify(body));
    },
  );

  const own = {
    productionReadiness: {
      fingerprintKey: TEST_FINGERPRINT_KEY,
      http: {
        allow: [...hosts, '127.0.0.0/8'],
        ca,
        resolve: hosts.map(host => ({
          host,
          address: '127.0.0.1',
          ports: { '443': port },
        })),
      },
    },
  };
  const config = new ConfigReader(
    [...vendors.map(each => each.config ?? {}), options.config ?? {}].reduce(
      joined,
      own,
    ),
  );
  const outgoing = createOutgoingGuard({
    config,
    limits: { retryDelayMs: 1, retries: 0, timeoutMs: PATIENT_MS },
  });
  return {
    config,
    outgoing,
    requests,
    spoil(next) {
      change = next;
    },
    fail(next, where = /./) {
      // A busy machine is slow too: only silence has to be short.
      outgoing.limits.timeoutMs = next === SILENCE ? timeoutMs : PATIENT_MS;
      fault = next && { fault: next, where };
    },
    async close() {
      await outgoing.close();
      await servers.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function read(request: IncomingMessage): Promise<StandInRequest> {
  let body = '';
  for await (const part of request) body += part;
  const url = new URL(request.url!, `https://${request.headers.host}`);
  return {
    method: request.method!,
    path: url.pathname,
    url,
    headers: request.headers as StandInRequest['headers'],
    body,
  };
}

function joined(first: any, second: any): any {
  if (Array.isArray(first) && Array.isArray(second)) {
    return [...first, ...second];
  }
  const isObject = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(first) || !isObject(second)) return second;
  return Object.entries(second).reduce(
    (result, [key, value]) => ({
      ...result,
      [key]: key in first ? joined(first[key], value) : value,
    }),
    first,
  );
}
