import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ChecklistStore, ChecklistVersion } from './types';

interface VariantRow {
  id: string;
  digest: string;
  version: string;
  source_digest: string;
  content: string;
  findings: string;
  origin: string;
  loaded_at: string;
  activated_at: string | null;
}

export class DatabaseChecklistStore implements ChecklistStore {
  constructor(private readonly knex: Knex) {}

  async activate(
    version: Omit<ChecklistVersion, 'activatedAt' | 'loadedAt'>,
    now: Date,
  ): Promise<{ switched: boolean }> {
    return this.knex.transaction(async tx => {
      await this.claimNumber(tx, version, now);
      const { id, digest } = version;
      const at = now.toISOString();
      await tx('checklist_variants')
        .insert({
          id,
          digest,
          version: version.version,
          source_digest: version.sourceDigest,
          content: JSON.stringify(version.content),
          findings: JSON.stringify(version.findings),
          origin: version.origin,
          loaded_at: at,
          activated_at: null,
        })
        .onConflict(['id', 'digest'])
        .merge(['findings', 'origin']);
      const inForce = await tx<VariantRow>('checklist_variants')
        .where({ id, digest })
        .whereNotNull('activated_at')
        .first('id');
      if (inForce) return { switched: false };

      await tx<VariantRow>('checklist_variants')
        .where({ id })
        .whereNotNull('activated_at')
        .update({ activated_at: null });
      await tx<VariantRow>('checklist_variants')
        .where({ id, digest })
        .update({ activated_at: at, loaded_at: at });
      await tx('subjects')
        .where({ checklist_id: id })
        .update({ revision: tx.raw('revision + 1'), due_at: at });
      return { switched: true };
    });
  }

  async deactivateExcept(ids: string[]): Promise<{ deactivated: string[] }> {
    return this.knex.transaction(async tx => {
      const others = () =>
        tx<VariantRow>('checklist_variants')
          .whereNotNull('activated_at')
          .whereNotIn('id', ids);
      const deactivated = (await others().select('id')).map(row => row.id);
      await others().update({ activated_at: null });
      return { deactivated };
    });
  }

  async active(id: string): Promise<ChecklistVersion | undefined> {
    const row = await this.knex<VariantRow>('checklist_variants')
      .where({ id })
      .whereNotNull('activated_at')
      .first();
    return row && fromRow(row);
  }

  async listActive(): Promise<ChecklistVersion[]> {
    const rows = await this.knex<VariantRow>('checklist_variants')
      .whereNotNull('activated_at')
      .orderBy('id');
    return rows.map(fromRow);
  }

  async listActiveDigests(): Promise<{ id: string; digest: string }[]> {
    return this.knex<VariantRow>('checklist_variants')
      .whereNotNull('activated_at')
      .orderBy('id')
      .select('id', 'digest');
  }

  async get(id: string, digest: string): Promise<ChecklistVersion | undefined> {
    const row = await this.knex<VariantRow>('checklist_variants')
      .where({ id, digest })
      .first();
    return row && fromRow(row);
  }

  /** A number belongs to the first content that came with it. */
  private async claimNumber(
    tx: Knex.Transaction,
    {
      id,
      version,
      sourceDigest,
    }: Pick<ChecklistVersion, 'id' | 'version' | 'sourceDigest'>,
    now: Date,
  ): Promise<void> {
    await tx('checklist_versions')
      .insert({
        id,
        version,
        source_digest: sourceDigest,
        first_seen_at: now.toISOString(),
      })
      .onConflict(['id', 'version'])
      .ignore();
    const known = await tx('checklist_versions').where({ id, version }).first();
    if (known.source_digest !== sourceDigest) {
      throw new ConflictError(
        `Checklist '${id}' ${version} is known with other content since ${known.first_seen_at}; give the changed one a new version number`,
      );
    }
  }
}

function fromRow(row: VariantRow): ChecklistVersion {
  return {
    id: row.id,
    version: row.version,
    digest: row.digest,
    sourceDigest: row.source_digest,
    content: JSON.parse(row.content),
    findings: JSON.parse(row.findings),
    origin: row.origin,
    loadedAt: row.loaded_at,
    activatedAt: row.activated_at,
  };
}
