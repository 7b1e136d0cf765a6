/**
 * What was decided, and what came of it, for ever: rows are only ever added.
 * Each holds the hash of the one before, so that nothing can be changed, taken
 * out or put in between without `GET /records/verify` naming it. The database
 * refuses updates and deletions too; who may drop a trigger may get past that,
 * and the hashes are what tells.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('records', table => {
    table.string('id').primary();
    table
      .integer('sequence')
      .notNullable()
      .comment('Counts all records of the installation, from 1');
    table
      .string('previous_hash', 64)
      .notNullable()
      .comment('Of the record before it; 64 zeros for the first');
    table.string('hash', 64).notNullable().comment('SHA-256 of the payload');
    table.string('kind').notNullable();
    table.string('at').notNullable();
    table.string('review_id').notNullable();
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table
      .text('payload', 'longtext')
      .notNullable()
      .comment('Canonical JSON, kept as the text that was hashed');
    table.unique(['sequence'], { indexName: 'records_sequence_uniq' });
    table.unique(['previous_hash'], { indexName: 'records_previous_uniq' });
    table.index(['review_id', 'sequence'], 'records_review_idx');
  });
  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      create function production_readiness_insert_only() returns trigger
      language plpgsql as $$
      begin
        raise exception 'Records are only ever added';
      end $$`);
    await knex.raw(`
      create trigger records_insert_only
      before update or delete or truncate on records
      for each statement execute function production_readiness_insert_only()`);
    return;
  }
  // `insert or replace` deletes what is in its way, and fires no trigger for it.
  const acts = {
    update: '',
    delete: '',
    insert: `when exists (
      select 1 from records
      where id = new.id
      or sequence = new.sequence
      or previous_hash = new.previous_hash)`,
  };
  for (const [act, when] of Object.entries(acts)) {
    await knex.raw(`
      create trigger records_no_${act} before ${act} on records ${when}
      begin select raise(abort, 'Records are only ever added'); end`);
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('records');
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function production_readiness_insert_only()');
  }
};
