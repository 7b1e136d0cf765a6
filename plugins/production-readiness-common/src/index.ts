/**
 * Domain types, permissions and API client of the production-readiness plugins.
 *
 * @packageDocumentation
 */
export * from './model';
export * from './annotations';
export * from './permissions';
export * from './client';
