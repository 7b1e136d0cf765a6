/**
 * Extension points of the production-readiness backend plugin.
 *
 * @packageDocumentation
 */
export * from './collector';
export * from './extensionPoints';
