import type { Knex } from 'knex';
import { writeNotice } from './notices';
import type { ReminderStore } from './noticeTypes';

export class DatabaseReminderStore implements ReminderStore {
  constructor(private readonly knex: Knex) {}

  async isGiven(about: string, reminder: string): Promise<boolean> {
    const row = await this.knex('reminders').where({ about, reminder }).first();
    return row !== undefined;
  }

  async remind(
    given: Parameters<ReminderStore['remind']>[0],
  ): Promise<boolean> {
    const { about, reminder, instead = [], notice, now } = given;
    const row = (each: string) => ({
      about,
      reminder: each,
      told_at: now.toISOString(),
    });
    return this.knex.transaction(async tx => {
      // Of two replicas that remind at once, one inserts the row.
      const inserted = await tx('reminders')
        .insert(row(reminder))
        .onConflict(['about', 'reminder'])
        .ignore()
        .returning('about');
      if (inserted.length === 0) return false;
      if (instead.length > 0) {
        await tx('reminders')
          .insert(instead.map(row))
          .onConflict(['about', 'reminder'])
          .ignore();
      }
      await writeNotice(tx, { ...notice, now });
      return true;
    });
  }
}
