/**
 * Scorecards. One document per subject, checklist and version is the record;
 * measured at 10,000 entities x 121 items that is 17 times smaller than a row
 * per item. Lists read `scorecard_rows` only: counts are kept ready, and one
 * character per item in `statuses` answers 'who fails X' without touching a
 * document. Times live in the narrow rows, so that a re-evaluation that
 * changes nothing does not rewrite a document.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('scorecards', table => {
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.string('digest').notNullable();
    table.integer('revision').notNullable();
    table.string('hash').notNullable();
    table.text('document', 'longtext').notNullable();
    table.string('written_at').notNullable();
    table.primary(['subject_ref', 'checklist_id', 'digest']);
  });
  await knex.schema.createTable('scorecard_rows', table => {
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.string('kind').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.text('title').nullable();
    table.string('type').nullable();
    table.string('lifecycle').nullable();
    table.string('owner').nullable();
    table.string('system').nullable();
    table.string('digest').notNullable();
    table.string('version').notNullable();
    table.integer('completed').notNullable();
    table.integer('applicable').notNullable();
    table.integer('total').notNullable();
    table.integer('waived').notNullable();
    table.string('level_id').nullable();
    table.string('level_title').nullable();
    table.string('verdict').nullable();
    table.boolean('enforced').notNullable();
    table.integer('failing').notNullable();
    table.integer('unknown').notNullable();
    table.text('categories', 'longtext').notNullable();
    table.text('top_blockers', 'longtext').notNullable();
    table.text('statuses').notNullable();
    table.string('hash').notNullable();
    table.string('evaluated_at').nullable();
    table.string('gone_at').nullable();
    table.text('sort_title').notNullable().comment('Title or name, lower case');
    table
      .integer('sort_score')
      .notNullable()
      .comment('Millionths passed of applicable; -1: nothing applies');
    table
      .integer('sort_verdict')
      .notNullable()
      .comment('0 no-go, 1 undecided, 2 go, 3 none');
    table.primary(['subject_ref', 'checklist_id']);
    table.index(
      ['sort_title', 'subject_ref', 'checklist_id'],
      'scorecard_rows_title_idx',
    );
    table.index(
      ['sort_score', 'subject_ref', 'checklist_id'],
      'scorecard_rows_score_idx',
    );
    table.index(['checklist_id'], 'scorecard_rows_checklist_idx');
    table.index(['owner'], 'scorecard_rows_owner_idx');
    table.index(['system'], 'scorecard_rows_system_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scorecard_rows');
  await knex.schema.dropTable('scorecards');
};
