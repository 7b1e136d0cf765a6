/**
 * The facts of `env` without Backstage: for a job beside the variables that
 * pushes what the rules found as the report `env-policy`.
 *
 * @packageDocumentation
 */
export { main } from './main';
