/**
 * Notices are delivered by whichever replica claims them, each to all that want
 * it, again and again where one of these does not answer. What was said before
 * is kept: of reminders, which were; of critical rows, whether each was last
 * known to hold, for an outage in between is no news.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('outbox', table => {
    table.string('claimed_by').nullable();
    table.string('claimed_until').nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('next_at').nullable().comment('Null: at once');
    table
      .text('progress', 'longtext')
      .nullable()
      .comment('Who has it already, after an attempt that failed in part');
    table.text('problem', 'longtext').nullable();
  });
  await knex.schema.alterTable('subjects', table => {
    table
      .text('critical_known', 'longtext')
      .nullable()
      .comment('Id of each critical row to what was last known of it');
  });
  await knex.schema.createTable('reminders', table => {
    table
      .string('about')
      .notNullable()
      .comment('attestation:<id>, waiver:<id>');
    table.string('reminder').notNullable();
    table.string('told_at').notNullable();
    table.primary(['about', 'reminder']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reminders');
  await knex.schema.alterTable('subjects', table => {
    table.dropColumn('critical_known');
  });
  await knex.schema.alterTable('outbox', table => {
    table.dropColumns(
      'claimed_by',
      'claimed_until',
      'attempts',
      'next_at',
      'progress',
      'problem',
    );
  });
};
