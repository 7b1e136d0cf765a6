export * from './OutgoingGuard';
export { OutgoingError, isUnreachable } from './errors';
export type { OutgoingErrorCode } from './errors';
export type { RefusedHost } from './refusedHosts';
export type { ConnectTarget, Lookup, ResolvedAddress } from './addressGuard';
