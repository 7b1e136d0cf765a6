/**
 * What CI and jobs pushed, as its parser read it; the report itself is not
 * kept. A row that is not superseded is the newest of its type, entity and
 * series, and is never deleted by age: a new report replaces it, time does not.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reports', table => {
    table.string('id').primary();
    table.string('entity_ref').notNullable();
    table.string('type').notNullable();
    table
      .string('series')
      .notNullable()
      .comment('Which of several of a type that stand side by side');
    table
      .string('digest')
      .notNullable()
      .comment('Of report and envelope: what is pushed again is known by it');
    table
      .string('produced_at')
      .notNullable()
      .comment('When what it tells of happened; its age counts from here');
    table.string('received_at').notNullable();
    table.string('commit').nullable();
    table.string('environment').nullable();
    table.string('tool_name').nullable();
    table.string('tool_version').nullable();
    table.text('link').nullable();
    table.string('pushed_by').notNullable();
    table.string('signed_by').nullable();
    table.text('value', 'longtext').notNullable();
    table.text('miss').nullable();
    table.boolean('superseded').notNullable();
    table.unique(['entity_ref', 'type', 'digest'], {
      indexName: 'reports_content_uniq',
    });
    table.index(
      ['entity_ref', 'superseded', 'type', 'produced_at'],
      'reports_newest_idx',
    );
    table.index(['superseded', 'produced_at'], 'reports_retention_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reports');
};
