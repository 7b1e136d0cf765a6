/**
 * What people state, and the exceptions that they approve. Nothing is ever
 * overwritten: a newer statement supersedes an older one, and one that is
 * withdrawn does not revive it. Neither goes with the entity that leaves the
 * catalog: they are people's records.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('attestations', table => {
    table.string('id').primary();
    table.string('checklist_id').notNullable();
    table.string('subject_ref').notNullable();
    table.string('entity_ref').notNullable();
    table.string('about').notNullable();
    table.string('role').notNullable();
    table.string('statement').notNullable();
    table.string('by_ref').notNullable();
    table.string('at').notNullable();
    table.string('expires_at').notNullable();
    table.string('bound_fact').nullable();
    table.string('bound_hash').nullable();
    table.text('note').nullable();
    table.text('link').nullable();
    table.string('renews').nullable();
    table.boolean('superseded').notNullable();
    table.string('withdrawn_at').nullable();
    table.string('withdrawn_by').nullable();
    table.text('withdrawn_reason').nullable();
    table.unique(['checklist_id', 'entity_ref', 'about', 'role'], {
      indexName: 'attestations_newest_uniq',
      predicate: knex.whereRaw('superseded = false'),
    });
    table.index(['superseded', 'expires_at'], 'attestations_end_idx');
    table.index(['subject_ref', 'checklist_id'], 'attestations_subject_idx');
  });
  await knex.schema.createTable('waivers', table => {
    table.string('id').primary();
    table.string('checklist_id').notNullable();
    table.string('subject_ref').notNullable();
    table.string('about').notNullable();
    table.text('title').notNullable();
    table
      .string('entity_ref')
      .nullable()
      .comment('Null: on every entity of the launch unit');
    table.text('reason').notNullable();
    table
      .string('role')
      .notNullable()
      .comment('Role whose member, another than who asked, approves it');
    table.string('state').notNullable();
    table.string('requested_by').notNullable();
    table.string('requested_at').notNullable();
    table.string('expires_at').notNullable();
    table.string('settled_by').nullable();
    table.string('settled_at').nullable();
    table.text('settled_note').nullable();
    table.string('revoked_by').nullable();
    table.string('revoked_at').nullable();
    table.text('revoked_reason').nullable();
    table.index(['subject_ref', 'checklist_id'], 'waivers_subject_idx');
    table.index(['state', 'expires_at'], 'waivers_end_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('waivers');
  await knex.schema.dropTable('attestations');
};
