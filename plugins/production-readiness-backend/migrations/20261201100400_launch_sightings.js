/**
 * Launch units seen in production. Whether one was there already when the
 * plugin came is known once, at the first look at its members: that is the
 * baseline, where one starts, not an offence.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('launch_sightings', table => {
    table.string('subject_ref').notNullable();
    table.string('checklist_id').notNullable();
    table
      .boolean('at_install')
      .notNullable()
      .comment('Known when the plugin first looked through the catalog');
    table
      .boolean('looked_at')
      .notNullable()
      .comment('Its members were known at one look at least');
    table.string('since').nullable().comment('First seen in production');
    table.boolean('baseline').notNullable();
    table.primary(['subject_ref', 'checklist_id']);
    table.index(['since'], 'launch_sightings_since_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('launch_sightings');
};
