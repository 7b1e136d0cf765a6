/**
 * History: a transition where a status changed, and one point a day. It grows
 * with change, not with the number of runs.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('transitions', table => {
    table.increments('id');
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.string('entity_ref').notNullable();
    table.string('at').notNullable();
    table.string('item').notNullable();
    table.text('title').notNullable();
    table.string('from_status').nullable();
    table.string('to_status').notNullable();
    table.index(
      ['subject_ref', 'checklist_id', 'id'],
      'transitions_subject_idx',
    );
  });
  await knex.schema.createTable('daily_points', table => {
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.string('day').notNullable();
    table.integer('completed').notNullable();
    table.integer('applicable').notNullable();
    table.string('verdict').nullable();
    table.string('level_id').nullable();
    table.primary(['subject_ref', 'checklist_id', 'day']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('daily_points');
  await knex.schema.dropTable('transitions');
};
