/**
 * Facts from Prometheus and Datadog for the production-readiness backend plugin.
 *
 * @packageDocumentation
 */
export { default } from './module';
