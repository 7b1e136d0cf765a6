/**
 * Subjects and their members. The subject's row is the only place that says
 * what is due: a queue can be lost without losing work. `revision` counts the
 * inputs that changed; a result computed from an older one is not written.
 * Times are ISO 8601 in UTC as text, of one length, so that they compare alike
 * in both databases.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('subjects', table => {
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.integer('revision').notNullable();
    table
      .integer('evaluated_revision')
      .nullable()
      .comment('Revision that the stored result was computed from');
    table.string('due_at').nullable();
    table.string('valid_until').nullable();
    table.string('input_hash').nullable();
    table.string('evaluated_at').nullable();
    table.string('digest').nullable();
    table.text('conditions', 'longtext').notNullable();
    table.string('claimed_by').nullable();
    table.string('claimed_until').nullable();
    table
      .string('gone_at')
      .nullable()
      .comment('Left the catalog; kept for 30 days');
    table.primary(['subject_ref', 'checklist_id']);
    table.index(['due_at'], 'subjects_due_idx');
    table.index(['checklist_id'], 'subjects_checklist_idx');
  });
  await knex.schema.createTable('members', table => {
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.string('entity_ref').notNullable();
    table.boolean('is_subject').notNullable();
    table.text('targets').notNullable();
    table.string('kind').notNullable();
    table
      .string('catalog_kind')
      .notNullable()
      .comment('Kind as the catalog spells it; expressions see it');
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.text('title').nullable();
    table.string('type').nullable();
    table.string('lifecycle').nullable();
    table.string('owner').nullable();
    table.string('system').nullable();
    table.text('annotations', 'longtext').notNullable();
    table
      .text('requests', 'longtext')
      .notNullable()
      .comment('Fact id to digest of the request that it answers');
    table
      .string('etag')
      .nullable()
      .comment('Tells that the catalog has another version of the entity');
    table.primary(['subject_ref', 'checklist_id', 'entity_ref']);
    table.index(['entity_ref'], 'members_entity_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('members');
  await knex.schema.dropTable('subjects');
};
