import { isIP } from 'node:net';
import * as tls from 'node:tls';
import {
  type Evidence,
  evidence,
  isUnreachable,
  type OutgoingGuard,
  normalizeHost,
  silenceInWords,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  PROTOCOLS,
  probeVersion,
  type HandshakeResult,
  type PeerSession,
  type ProtocolVersion,
} from './probe';

const answer = z.enum(['accepted', 'refused']).nullable();

export const tlsSchema = z.object({
  reachable: z.boolean(),
  failingSince: z.string().nullable(),
  protocols: z.object({
    tls10: answer,
    tls11: answer,
    tls12: answer,
    tls13: answer,
  }),
  authorized: z.boolean(),
  authorizationError: z.string().nullable(),
  subject: z.string().nullable(),
  issuer: z.string().nullable(),
  altNames: z.array(z.string()),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  hostMatches: z.boolean(),
});

export type TlsFact = z.infer<typeof tlsSchema>;

const SILENT: TlsFact = {
  reachable: false,
  failingSince: null,
  protocols: { tls10: null, tls11: null, tls12: null, tls13: null },
  authorized: false,
  authorizationError: null,
  subject: null,
  issuer: null,
  altNames: [],
  validFrom: null,
  validTo: null,
  hostMatches: false,
};

/** What one host showed; `reachable: false` where no handshake came about. */
export interface InspectedHost {
  fact: TlsFact;
  evidence: Evidence;
}

/**
 * One pinned handshake per protocol version. Throws where a version's answer
 * cannot be told: 'refused' is only ever the peer's own word.
 */
export async function inspectHost(
  place: { host: string; port: number },
  options: { guard: OutgoingGuard; signal: AbortSignal; entityRef: string },
): Promise<InspectedHost> {
  const { guard, signal, entityRef } = options;
  const { host, port } = place;
  let results: Record<ProtocolVersion, HandshakeResult>;
  try {
    const target = await guard.target({ host, port, entityRef });
    results = await probeAll({
      address: target.addresses[0],
      port: target.port,
      servername: isIP(normalizeHost(host)) ? undefined : normalizeHost(host),
      ca: guard.ca,
      timeoutMs: guard.limits.timeoutMs,
      signal,
    });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return silent(place, error.message);
  }
  signal.throwIfAborted();
  const session = PROTOCOLS.map(version => results[version])
    .reverse()
    .flatMap(result =>
      result.outcome === 'accepted' ? [result.session] : [],
    )[0];
  if (!session) return silent(place, silenceOf(place, results));
  const unclear = PROTOCOLS.filter(version => isUnclear(version, results));
  if (unclear.length > 0) {
    throw new Error(
      `${host} neither accepts nor refuses ${unclear.join(', ')} (${failuresOf(
        results,
      )}): whether it offers these versions cannot be told`,
    );
  }
  const fact = {
    ...describe(session, normalizeHost(host)),
    protocols: protocolsOf(results),
  };
  return { fact, evidence: evidenceOf(place, fact) };
}

/**
 * A peer that answers a version with a lower one cannot do it, if that lower
 * one is seen to be accepted; alone it proves nothing.
 */
function isUnclear(
  version: ProtocolVersion,
  results: Record<ProtocolVersion, HandshakeResult>,
): boolean {
  const { outcome } = results[version];
  const lower = PROTOCOLS.slice(0, PROTOCOLS.indexOf(version));
  return outcome === 'chose-lower'
    ? lower.every(each => results[each].outcome !== 'accepted')
    : outcome === 'inconclusive';
}

async function probeAll(
  options: Omit<Parameters<typeof probeVersion>[0], 'version'>,
): Promise<Record<ProtocolVersion, HandshakeResult>> {
  const entries = await Promise.all(
    PROTOCOLS.map(
      async version =>
        [version, await probeVersion({ ...options, version })] as const,
    ),
  );
  return Object.fromEntries(entries) as Record<
    ProtocolVersion,
    HandshakeResult
  >;
}

function protocolsOf(
  results: Record<ProtocolVersion, HandshakeResult>,
): TlsFact['protocols'] {
  const answerOf = (version: ProtocolVersion) =>
    results[version].outcome === 'accepted' ? 'accepted' : 'refused';
  return {
    tls10: answerOf('tls10'),
    tls11: answerOf('tls11'),
    tls12: answerOf('tls12'),
    tls13: answerOf('tls13'),
  };
}

function describe(
  { certificate, authorized, authorizationError }: PeerSession,
  host: string,
): Omit<TlsFact, 'protocols'> {
  return {
    reachable: true,
    failingSince: null,
    authorized,
    authorizationError,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    altNames: (certificate.subjectaltname ?? '')
      .split(', ')
      .filter(name => name !== '')
      .map(name => name.replace(/^(DNS|IP Address):/, ''))
      .slice(0, 100),
    validFrom: toIso(certificate.valid_from),
    validTo: toIso(certificate.valid_to),
    hostMatches: tls.checkServerIdentity(host, certificate) === undefined,
  };
}

// A name may have several values of a kind; the first tells enough.
function nameOf(name: tls.Certificate | undefined): string | null {
  const value = name?.CN ?? name?.O;
  return value === undefined ? null : String([value].flat()[0]);
}

function toIso(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function silent(
  place: { host: string; port: number },
  reason: string,
): InspectedHost {
  return {
    fact: SILENT,
    evidence: evidence({
      request: `TLS handshakes with ${place.host}:${place.port}`,
      response: reason,
    }),
  };
}

/** Where all versions met the same silence, it is said once. */
function silenceOf(
  { host, port }: { host: string; port: number },
  results: Record<ProtocolVersion, HandshakeResult>,
): string {
  const [same, ...others] = new Set(Object.values(results).map(failureOf));
  const inWords = others.length === 0 ? silenceInWords(same) : undefined;
  return `${host}:${port} ${
    inWords ?? `has no handshake: ${failuresOf(results)}`
  }`;
}

function failureOf(result: HandshakeResult): string {
  return result.outcome === 'inconclusive' ? result.reason : result.outcome;
}

function failuresOf(results: Record<ProtocolVersion, HandshakeResult>): string {
  return PROTOCOLS.map(
    version => `${version}: ${failureOf(results[version])}`,
  ).join('; ');
}

function evidenceOf(
  place: { host: string; port: number },
  fact: TlsFact,
): Evidence {
  const accepted = PROTOCOLS.filter(
    version => fact.protocols[version] === 'accepted',
  );
  const trust = fact.authorized
    ? 'trusted'
    : `not trusted (${fact.authorizationError})`;
  return evidence({
    request: `TLS handshakes with ${place.host}:${place.port}, one per version`,
    response: `accepts ${accepted.join(', ')}; certificate of ${
      fact.subject
    } by ${fact.issuer}, valid to ${fact.validTo}, ${trust}`,
  });
}
