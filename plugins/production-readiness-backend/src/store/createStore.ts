import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { DatabaseAttestationStore } from './AttestationStore';
import { DatabaseChecklistStore } from './ChecklistStore';
import { DatabaseFactStore } from './FactStore';
import { DatabaseHistoryStore } from './HistoryStore';
import { DatabaseMemberStore } from './MemberStore';
import { DatabaseOutboxStore } from './OutboxStore';
import { DatabaseRecordStore } from './RecordStore';
import { DatabaseReminderStore } from './ReminderStore';
import { DatabaseReportStore } from './ReportStore';
import { DatabaseRetentionStore } from './RetentionStore';
import { LaunchStore } from './LaunchStore';
import { DatabaseReviewStore } from './ReviewStore';
import { DatabaseRunStore } from './RunStore';
import { DatabaseScorecardStore } from './ScorecardStore';
import { DatabaseSubjectStore } from './SubjectStore';
import { DatabaseWaiverStore } from './WaiverStore';
import type { Store } from './types';

const migrationsDirectory = () =>
  resolvePackagePath(
    '@production-readiness/backstage-plugin-production-readiness-backend',
    'migrations',
  );

/** Brings the schema up to date. */
export async function migrateStore(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsDirectory() });
}

/** The store over the plugin's own database; migrates unless that is switched off. */
export async function createStore(database: DatabaseService): Promise<Store> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await migrateStore(knex);
  return storeOver(knex);
}

/** The store over a migrated database. */
export function storeOver(knex: Knex): Store {
  return {
    knex,
    checklists: new DatabaseChecklistStore(knex),
    subjects: new DatabaseSubjectStore(knex),
    members: new DatabaseMemberStore(knex),
    facts: new DatabaseFactStore(knex),
    scorecards: new DatabaseScorecardStore(knex),
    history: new DatabaseHistoryStore(knex),
    runs: new DatabaseRunStore(knex),
    reports: new DatabaseReportStore(knex),
    attestations: new DatabaseAttestationStore(knex),
    waivers: new DatabaseWaiverStore(knex),
    records: new DatabaseRecordStore(knex),
    reviews: new DatabaseReviewStore(knex),
    launches: new LaunchStore(knex),
    outbox: new DatabaseOutboxStore(knex),
    reminders: new DatabaseReminderStore(knex),
    retention: new DatabaseRetentionStore(knex),
  };
}
