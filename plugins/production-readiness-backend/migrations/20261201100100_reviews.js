/**
 * Launch reviews: what is pinned, who signed, what was decided and what came
 * after. Every move of a state is a compare-and-set on `revision`; events are
 * only ever added. The partial indexes keep it to one open review per launch
 * unit and one sign-off in force per role, however many act at once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reviews', table => {
    table.string('id').primary();
    table.integer('number').notNullable();
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table.string('digest').notNullable();
    table.string('version').notNullable();
    table.string('state').notNullable();
    table.string('planned_at').notNullable();
    table.string('separation').notNullable();
    table.text('pinned', 'longtext').notNullable();
    table.string('opened_by').notNullable();
    table.string('opened_at').notNullable();
    table.string('decision').nullable();
    table.string('decided_by').nullable();
    table.string('decided_at').nullable();
    table.text('decision_reason').nullable();
    table.string('decision_verdict').nullable();
    table.string('valid_until').nullable();
    table.string('record_id').nullable();
    table
      .text('decided_items', 'longtext')
      .nullable()
      .comment('Status of each item when it was decided');
    table.string('launched_at').nullable();
    table.string('launched_by').nullable();
    table.string('verified_at').nullable();
    table.string('withdrawn_at').nullable();
    table.text('withdrawn_reasons').nullable();
    table
      .text('standing', 'longtext')
      .nullable()
      .comment('The newest evaluation by the pinned version');
    table.string('standing_at').nullable();
    table
      .integer('standing_revision')
      .nullable()
      .comment("The subject's revision that it was computed from");
    table.integer('revision').notNullable();
    table.string('previous_go_id').nullable();
    table.unique(['subject_ref', 'checklist_id', 'number'], {
      indexName: 'reviews_number_uniq',
    });
    table.unique(['subject_ref', 'checklist_id'], {
      indexName: 'reviews_one_open_uniq',
      predicate: knex.whereRaw("state = 'open'"),
    });
    table.index(['state', 'planned_at'], 'reviews_state_idx');
    table.index(['planned_at', 'id'], 'reviews_planned_idx');
  });
  await knex.schema.createTable('sign_offs', table => {
    table.string('id').primary();
    table.string('review_id').notNullable();
    table.string('role').notNullable();
    table.string('statement').notNullable();
    table.string('by_ref').notNullable();
    table.string('at').notNullable();
    table.text('note').nullable();
    table
      .text('content', 'longtext')
      .notNullable()
      .comment('What it covers: no times, no raw values');
    table.string('content_digest').notNullable();
    table.string('voided_at').nullable();
    table.text('void_reasons').nullable();
    table.string('withdrawn_at').nullable();
    table.unique(['review_id', 'role'], {
      indexName: 'sign_offs_one_in_force_uniq',
      predicate: knex.whereRaw('voided_at is null and withdrawn_at is null'),
    });
  });
  await knex.schema.createTable('review_items', table => {
    table.string('review_id').notNullable();
    table.string('item').notNullable();
    table.text('title').notNullable();
    table.string('status').notNullable();
    table.string('owner').notNullable();
    table.string('due_at').notNullable();
    table.string('closed_at').nullable();
    table.primary(['review_id', 'item']);
  });
  await knex.schema.createTable('review_checks', table => {
    table.string('review_id').notNullable();
    table.string('check_id').notNullable();
    table.integer('position').notNullable();
    table.string('window_id').notNullable();
    table.string('due_at').notNullable();
    table.string('role').notNullable();
    table.string('settles').notNullable();
    table.string('state').notNullable();
    table.string('truth').notNullable();
    table.text('message').nullable();
    table.boolean('waits_for_person').notNullable();
    table.string('settled_at').nullable();
    table
      .string('told_at')
      .nullable()
      .comment('When its trouble was told, once');
    table.primary(['review_id', 'check_id']);
  });
  await knex.schema.createTable('review_events', table => {
    table.increments('id');
    table.string('review_id').notNullable();
    table.string('at').notNullable();
    table.string('by_ref').nullable();
    table.string('kind').notNullable();
    table.text('text').notNullable();
    table.index(['review_id', 'id'], 'review_events_review_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('review_events');
  await knex.schema.dropTable('review_checks');
  await knex.schema.dropTable('review_items');
  await knex.schema.dropTable('sign_offs');
  await knex.schema.dropTable('reviews');
};
