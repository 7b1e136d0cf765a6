/**
 * Runs and the outbox. The partial indexes keep it to one waiting and one
 * running run per subject and checklist, whoever asks and however many
 * replicas there are. A notice is written with the change it speaks of and
 * delivered afterwards: no network inside a transaction.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('runs', table => {
    table.string('id').primary();
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.string('state').notNullable();
    table.string('reason').notNullable();
    table.integer('priority').notNullable();
    table
      .boolean('asked')
      .notNullable()
      .comment('A person asked: collect anew what is older than the request');
    table.string('worker').nullable();
    table.string('requested_at').notNullable();
    table.string('started_at').nullable();
    table.string('finished_at').nullable();
    table.integer('progress_done').notNullable();
    table.integer('progress_total').notNullable();
    table.text('problems', 'longtext').notNullable();
    table.index(
      ['subject_ref', 'checklist_id', 'requested_at'],
      'runs_subject_idx',
    );
    table.index(['state', 'priority'], 'runs_state_idx');
    table.index(['finished_at'], 'runs_finished_idx');
    table.unique(['subject_ref', 'checklist_id'], {
      indexName: 'runs_one_queued_uniq',
      predicate: knex.whereRaw("state = 'queued'"),
    });
    table.unique(['subject_ref', 'checklist_id', 'state'], {
      indexName: 'runs_one_running_uniq',
      predicate: knex.whereRaw("state = 'running'"),
    });
  });
  await knex.schema.createTable('outbox', table => {
    table.string('id').primary();
    table.string('kind').notNullable();
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.text('payload', 'longtext').notNullable();
    table.string('created_at').notNullable();
    table.index(['created_at'], 'outbox_created_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('outbox');
  await knex.schema.dropTable('runs');
};
