/**
 * The facts of `pg` and `sql` without Backstage: for a job inside the
 * database's network that pushes them as the report `postgres-facts`.
 *
 * @packageDocumentation
 */
export { main } from './main';
