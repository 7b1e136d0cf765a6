export * from './OutgoingGuard';
export { OutgoingError, isUnreachable } from './errors';
export type { OutgoingErrorCode } from './errors';
export { areAllWithin, parseAddress } from './addressPolicy';
export type { Cidr } from './addressPolicy';
export { normalizeHost } from './allowList';
export { silenceInWords } from './networkErrors';
export type { RefusedHost } from './refusedHosts';
export type { ConnectTarget, Lookup, ResolvedAddress } from './addressGuard';
