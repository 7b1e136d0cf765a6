import type { Knex } from 'knex';
import type { RetentionStore } from './types';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What is gone, expired, over or was never delivered is kept this long (semantics 7.4). */
const KEPT_MS = 30 * DAY_MS;
/** As far as any parser looks back: a monthly backup, and a week. */
const REPORT_KEPT_MS = 40 * DAY_MS;

export class DatabaseRetentionStore implements RetentionStore {
  constructor(private readonly knex: Knex) {}

  async markGone(
    checklistId: string,
    present: string[],
    now: Date,
  ): Promise<{ gone: string[] }> {
    return this.knex.transaction(async tx => {
      const here = new Set(present);
      const known = await tx('subjects')
        .where({ checklist_id: checklistId })
        .select('subject_ref', 'gone_at');
      const refsOf = (rows: typeof known) => rows.map(row => row.subject_ref);
      const gone = refsOf(
        known.filter(row => !here.has(row.subject_ref) && row.gone_at === null),
      );
      const back = refsOf(
        known.filter(row => here.has(row.subject_ref) && row.gone_at !== null),
      );
      const at = now.toISOString();
      for (const table of ['subjects', 'scorecard_rows']) {
        const those = (refs: string[]) =>
          tx(table)
            .where({ checklist_id: checklistId })
            .whereIn('subject_ref', refs);
        await those(gone).update({ gone_at: at });
        await those(back).update({ gone_at: null });
      }
      // What happened meanwhile is not known: look again at once.
      await tx('subjects')
        .where({ checklist_id: checklistId })
        .whereIn('subject_ref', back)
        .update({ revision: tx.raw('revision + 1'), due_at: at });
      return { gone };
    });
  }

  async prune(now: Date): Promise<{
    facts: number;
    runs: number;
    subjects: number;
    notices: number;
    reports: number;
  }> {
    const before = new Date(now.getTime() - KEPT_MS).toISOString();
    const subjects = await this.pruneSubjects(before);
    const facts = await this.pruneFacts(before);
    const runs = await this.knex('runs')
      .where('finished_at', '<', before)
      .delete();
    const notices = await this.knex('outbox')
      .where('created_at', '<', before)
      .delete();
    const reports = await this.pruneReports(now);
    await this.pruneOldVersions(before);
    return { facts, runs, subjects, notices, reports };
  }

  /** People's records are in other tables and stay. */
  private async pruneSubjects(before: string): Promise<number> {
    return this.knex.transaction(async tx => {
      const gone = await tx('subjects')
        .where('gone_at', '<', before)
        .select('subject_ref', 'checklist_id');
      for (const { subject_ref, checklist_id } of gone) {
        for (const table of [
          'subjects',
          'members',
          'scorecards',
          'scorecard_rows',
          'transitions',
          'daily_points',
          'runs',
          'outbox',
        ]) {
          await tx(table).where({ subject_ref, checklist_id }).delete();
        }
      }
      return gone.length;
    });
  }

  /** Expired long ago, or of an entity that is no member of anything any more. */
  private async pruneFacts(before: string): Promise<number> {
    return this.knex('facts')
      .where('expires_at', '<', before)
      .orWhere(orphan =>
        orphan
          .where('collected_at', '<', before)
          .whereNotExists(member =>
            member
              .from('members')
              .whereRaw('members.entity_ref = facts.entity_ref'),
          ),
      )
      .delete();
  }

  /** The newest of a type, entity and series stays, however old it is. */
  private async pruneReports(now: Date): Promise<number> {
    const before = new Date(now.getTime() - REPORT_KEPT_MS).toISOString();
    return this.knex('reports')
      .where({ superseded: true })
      .where('produced_at', '<', before)
      .delete();
  }

  /** Scorecards of versions that are in force no more. */
  private async pruneOldVersions(before: string): Promise<void> {
    await this.knex('scorecards')
      .where('written_at', '<', before)
      .whereNotExists(current =>
        current
          .from('subjects')
          .whereRaw('subjects.subject_ref = scorecards.subject_ref')
          .whereRaw('subjects.checklist_id = scorecards.checklist_id')
          .whereRaw('subjects.digest = scorecards.digest'),
      )
      .delete();
  }
}
