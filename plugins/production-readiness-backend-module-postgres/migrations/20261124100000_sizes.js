/**
 * Sizes of databases, one a day: PostgreSQL keeps no history of its own, and a
 * slope needs one.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = knex =>
  knex.schema.createTable('postgres_sizes', table => {
    table.string('entity_ref').notNullable();
    table.string('connection').notNullable();
    table.string('day', 10).notNullable();
    table.string('at', 24).notNullable().index();
    table.bigInteger('bytes').notNullable();
    table.primary(['entity_ref', 'connection', 'day']);
  });

/** @param {import('knex').Knex} knex */
exports.down = knex => knex.schema.dropTable('postgres_sizes');
