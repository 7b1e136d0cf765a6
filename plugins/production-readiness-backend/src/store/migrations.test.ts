import { storeDatabases } from './__testUtils__/databases';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const directory = resolvePackagePath(
  '@production-readiness/backstage-plugin-production-readiness-backend',
  'migrations',
);

async function tables(knex: Knex): Promise<string[]> {
  const query =
    knex.client.config.client === 'pg'
      ? knex('pg_tables').where({ schemaname: 'public' }).select({
          name: 'tablename',
        })
      : knex('sqlite_master').where({ type: 'table' }).select('name');
  const rows: { name: string }[] = await query;
  return rows
    .map(row => row.name)
    .filter(name => !/^(knex_|sqlite_)/.test(name))
    .sort();
}

describe('migrations', () => {
  const { ids, databases } = storeDatabases();

  it.each(ids)(
    'go up one by one and down again without a trace, %p',
    async id => {
      const knex = await databases.init(id);
      const seen: string[][] = [[]];
      for (;;) {
        const [, applied] = await knex.migrate.up({ directory });
        if (applied.length === 0) break;
        seen.push(await tables(knex));
      }
      expect(seen.length).toBeGreaterThan(1);
      expect(seen[seen.length - 1]).toEqual([
        'attestations',
        'checklist_variants',
        'checklist_versions',
        'daily_points',
        'facts',
        'keys',
        'launch_sightings',
        'members',
        'outbox',
        'records',
        'reminders',
        'reports',
        'review_checks',
        'review_events',
        'review_items',
        'reviews',
        'runs',
        'scorecard_rows',
        'scorecards',
        'sign_offs',
        'subjects',
        'transitions',
        'waivers',
      ]);
      expect(await knex.schema.hasColumn('members', 'sources')).toBe(true);
      for (const before of seen.slice(0, -1).reverse()) {
        await knex.migrate.down({ directory });
        expect(await tables(knex)).toEqual(before);
      }
    },
  );

  it.each(ids)('hold one active variant of a checklist, %p', async id => {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    const variant = (digest: string) => ({
      id: 'kamiyo',
      digest,
      version: '1.0.0',
      source_digest: 's',
      content: '{}',
      findings: '[]',
      origin: 'o',
      loaded_at: 't',
      activated_at: 't',
    });
    await knex('checklist_variants').insert(variant('a'));
    await expect(
      knex('checklist_variants').insert(variant('b')),
    ).rejects.toThrow(/unique/i);
  });
});
