/**
 * Facts. The digest of the request is part of the key: the same fact id with
 * another URL, be it from another checklist or after an annotation changed, is
 * another fact and must never answer for the first.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('facts', table => {
    table.string('entity_ref').notNullable();
    table.string('fact').notNullable();
    table.string('request').notNullable();
    table.string('collector').notNullable();
    table.text('value', 'longtext').nullable();
    table.text('miss').nullable();
    table.text('error').nullable();
    table.text('evidence', 'longtext').notNullable();
    table.string('collected_at').notNullable();
    table.string('refresh_after').notNullable();
    table.string('expires_at').notNullable();
    table.string('hash').notNullable();
    table
      .string('failing_since')
      .nullable()
      .comment('First sample that got no answer; published with the second');
    table.primary(['entity_ref', 'fact', 'request']);
    table.index(['expires_at'], 'facts_expires_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('facts');
};
