/**
 * Facts from PostgreSQL for the production-readiness backend plugin.
 *
 * @packageDocumentation
 */
export { default } from './module';
