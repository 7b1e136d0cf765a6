/**
 * Which sources can serve a member, by configuration: what 'Connections' adds
 * up without planning every run anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('members', table => {
    table
      .text('sources', 'longtext')
      .notNullable()
      .defaultTo('{}')
      .comment('Source to facts wanted, facts without a connection, and why');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('members', table => {
    table.dropColumn('sources');
  });
};
