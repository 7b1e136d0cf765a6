/**
 * What modules of the production-readiness backend plugin are built with:
 * extension points, the guard on outgoing requests, evidence and outcomes.
 *
 * @packageDocumentation
 */
export * from './collector';
export * from './extensionPoints';
export * from './fingerprint';
export * from './outcomes';
export * from './parameters';
export * from './pattern';
export * from './provided/alerts';
export * from './provided/dashboards';
export * from './provided/metrics';
export * from './provided/oncall';
export * from './provided/uptime';
export * from './providers';
export * from './reports';
export * from './repository';
export * from './silence';
export * from './times';
export * from './windows';
export * from './evidence/evidence';
export * from './evidence/redact';
export * from './outgoing';
export * from './outgoing/outgoingServiceRef';
export * from './vendor';
