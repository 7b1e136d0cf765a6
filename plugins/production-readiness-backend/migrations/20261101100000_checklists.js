/**
 * Checklist versions. `checklist_versions` fixes what a version number means,
 * once and for ever: its key is what makes two replicas that load different
 * content under one number collide. `checklist_variants` holds what is in
 * force after configuration (params, mode), which may change without a new
 * number; the partial index lets one variant of a checklist be active.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('checklist_versions', table => {
    table.string('id').notNullable();
    table.string('version').notNullable();
    table
      .string('source_digest')
      .notNullable()
      .comment('Digest of the checklist as its author wrote it');
    table.string('first_seen_at').notNullable();
    table.primary(['id', 'version']);
  });
  await knex.schema.createTable('checklist_variants', table => {
    table.string('id').notNullable();
    table
      .string('digest')
      .notNullable()
      .comment('Digest of the content; projections are keyed by it');
    table.string('version').notNullable();
    table.string('source_digest').notNullable();
    table.text('content', 'longtext').notNullable();
    table.text('findings', 'longtext').notNullable();
    table.text('origin').notNullable();
    table.string('loaded_at').notNullable();
    table.string('activated_at').nullable().comment('Null: not in force');
    table.primary(['id', 'digest']);
    table.unique(['id'], {
      indexName: 'checklist_variants_active_uniq',
      predicate: knex.whereRaw('activated_at is not null'),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('checklist_variants');
  await knex.schema.dropTable('checklist_versions');
};
