/**
 * Keys that the backend makes for itself. They never leave it: what is made
 * with them may.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('keys', table => {
    table.string('id').primary();
    table.string('value').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('keys');
};
