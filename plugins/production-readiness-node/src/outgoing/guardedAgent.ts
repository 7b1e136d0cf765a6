import type { Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressGuard } from './addressGuard';
import { OutgoingError } from './errors';

/**
 * An undici agent whose connections go only to addresses that the guard has
 * checked: the connector resolves, checks and connects in one step, so there
 * is no second lookup that could answer differently.
 */
export function createGuardedAgent(options: {
  addresses: AddressGuard;
  ca: string[] | undefined;
  timeoutMs: number;
  connectionsPerHost: number;
}): Agent {
  const { addresses, ca, timeoutMs } = options;
  const connect: buildConnector.connector = (request, callback) => {
    const port = Number(request.port || defaultPort(request.protocol));
    addresses.resolve(request.hostname, port).then(
      target => {
        const connector = buildConnector({
          // Never the first to give up: the guard's own limit is.
          timeout: 2 * timeoutMs,
          ca,
          // Sessions are not resumed: each connection proves its certificate.
          maxCachedSessions: 0,
          autoSelectFamily: target.addresses.length > 1,
          lookup: (_name: string, lookup: any, done: any) =>
            lookup?.all
              ? done(null, target.addresses)
              : done(
                  null,
                  target.addresses[0].address,
                  target.addresses[0].family,
                ),
        } as buildConnector.BuildOptions);
        connector(
          {
            ...request,
            hostname:
              target.addresses.length > 1
                ? request.hostname
                : target.addresses[0].address,
            port: String(target.port),
            servername: serverName(request.hostname, request.servername),
          },
          (error, socket) => {
            if (error) callback(error, null);
            else if (!isChecked(socket, target.addresses)) {
              socket.destroy();
              callback(
                new OutgoingError(
                  'address-refused',
                  `${request.hostname} was connected to at ${socket.remoteAddress}, an address that was not checked`,
                ),
                null,
              );
            } else callback(null, socket);
          },
        );
      },
      error => callback(error, null),
    );
  };
  return new Agent({
    connect,
    connections: options.connectionsPerHost,
    pipelining: 1,
    // The guard's own limit covers the whole attempt.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function defaultPort(protocol: string): number {
  return protocol === 'https:' ? 443 : 80;
}

// SNI carries names only; for an address it stays empty.
function serverName(hostname: string, given: string | undefined): string {
  if (given) return given;
  return /[a-z]/i.test(hostname) && !hostname.includes(':') ? hostname : '';
}

function isChecked(socket: Socket, addresses: { address: string }[]): boolean {
  const remote = socket.remoteAddress?.replace(/^::ffff:/i, '');
  return addresses.some(
    ({ address }) => address.replace(/^::ffff:/i, '') === remote,
  );
}
