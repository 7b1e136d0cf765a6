import * as tls from 'node:tls';
import type { ResolvedAddress } from '@production-readiness/backstage-plugin-production-readiness-node';

/** How a handshake that offers exactly one protocol version ended. */
export type HandshakeResult =
  | { outcome: 'accepted'; session: PeerSession }
  /** The peer itself said that it does not speak this version. */
  | { outcome: 'refused' }
  /** The peer answered in a lower version than the one offered. */
  | { outcome: 'chose-lower' }
  /** Failed in another way: says nothing about the version. */
  | { outcome: 'inconclusive'; reason: string; unreachable: boolean };

/** What the peer showed of itself. */
export interface PeerSession {
  certificate: tls.DetailedPeerCertificate;
  authorized: boolean;
  authorizationError: string | null;
}

export type ProtocolVersion = 'tls10' | 'tls11' | 'tls12' | 'tls13';

const VERSIONS: Record<ProtocolVersion, tls.SecureVersion> = {
  tls10: 'TLSv1',
  tls11: 'TLSv1.1',
  tls12: 'TLSv1.2',
  tls13: 'TLSv1.3',
};

export const PROTOCOLS = Object.keys(VERSIONS) as ProtocolVersion[];

/** The alert that only the peer can send. */
const PEER_REFUSES = 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION';
/** The version that the peer answered with is not the one offered. */
const PEER_CHOSE_LOWER = 'ERR_SSL_UNSUPPORTED_PROTOCOL';

const SILENCE = ['ECONNREFUSED', 'EHOSTUNREACH', 'ETIMEDOUT'];

/**
 * One handshake pinned to one version. Certificates are looked at, not
 * enforced. Security level 0, because OpenSSL 3 would else refuse TLS 1.0 and
 * 1.1 on our own side and a server that offers them would look safe
 * (coverage map, L1).
 */
export function probeVersion(options: {
  address: ResolvedAddress;
  port: number;
  /** Undefined for an address: SNI carries names only. */
  servername: string | undefined;
  version: ProtocolVersion;
  ca: string[] | undefined;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<HandshakeResult> {
  const { address, port, servername, version, ca, timeoutMs, signal } = options;
  return new Promise(resolve => {
    const socket = tls.connect({
      host: address.address,
      port,
      servername: servername ?? '',
      checkServerIdentity: (_, certificate) =>
        tls.checkServerIdentity(servername ?? address.address, certificate),
      minVersion: VERSIONS[version],
      maxVersion: VERSIONS[version],
      ciphers: 'DEFAULT@SECLEVEL=0',
      rejectUnauthorized: false,
      ca,
    });
    const ended = new AbortController();
    const finish = (result: HandshakeResult) => {
      ended.abort();
      socket.destroy();
      resolve(result);
    };
    const onAbort = () => finish(inconclusive('broken off', false));
    const timer = setTimeout(
      () => finish(inconclusive(`no answer in ${timeoutMs / 1000} s`, true)),
      timeoutMs,
    );
    ended.signal.addEventListener('abort', () => clearTimeout(timer));
    signal.addEventListener('abort', onAbort, { signal: ended.signal });
    if (signal.aborted) onAbort();
    socket.once('secureConnect', () =>
      finish({ outcome: 'accepted', session: sessionOf(socket) }),
    );
    socket.once('error', error => finish(readFailure(error)));
    socket.once('close', () =>
      finish(inconclusive('the connection was closed', false)),
    );
  });
}

function sessionOf(socket: tls.TLSSocket): PeerSession {
  const error = socket.authorizationError as Error | string | null | undefined;
  return {
    certificate: socket.getPeerCertificate(true),
    authorized: socket.authorized,
    authorizationError: error ? codeOf(error) : null,
  };
}

function readFailure(error: Error): HandshakeResult {
  const code = codeOf(error);
  if (code === PEER_REFUSES) return { outcome: 'refused' };
  if (code === PEER_CHOSE_LOWER) return { outcome: 'chose-lower' };
  return inconclusive(code, SILENCE.includes(code));
}

function inconclusive(reason: string, unreachable: boolean): HandshakeResult {
  return { outcome: 'inconclusive', reason, unreachable };
}

function codeOf(error: Error | string): string {
  if (typeof error === 'string') return error;
  return (error as { code?: string }).code ?? 'unknown TLS error';
}
