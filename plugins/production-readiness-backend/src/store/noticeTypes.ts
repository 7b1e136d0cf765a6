import type { Notice, SubjectKey } from './types';

/** Who has a notice already. */
export interface NoticeProgress {
  event: boolean;
  signal: boolean;
  /** All who are to be told were. */
  notified: boolean;
  /** Refs of those who were told, where not all were. */
  told: string[];
}

export interface ClaimedNotice extends Notice {
  progress: NoticeProgress;
  /** Attempts that failed. */
  attempts: number;
}

export interface OutboxStore {
  /** Oldest first, claimed or not. */
  pending(limit: number): Promise<Notice[]>;
  /**
   * Hands out what is due, oldest first, to nobody else until `until`. What is
   * older than a week is news no more, and stays where it is.
   */
  claim(claim: {
    by: string;
    now: Date;
    until: Date;
    limit: number;
  }): Promise<ClaimedNotice[]>;
  /** Holds on for longer; answers which of them are still held. */
  renew(ids: string[], claim: { by: string; until: Date }): Promise<string[]>;
  /** Delivered: not handed out again. Of others' claims nothing is settled. */
  settle(ids: string[], by?: string): Promise<void>;
  /** To be tried again, with what was reached; the problem as it was where there is none. */
  postpone(
    notices: (Pick<ClaimedNotice, 'id' | 'progress' | 'attempts'> & {
      nextAt: Date;
    })[],
    claim: { by: string; problem: string | undefined },
  ): Promise<void>;
  /** Those that were tried so often, or are too old to be tried: the oldest and how many. */
  stuck(options: {
    attempts: number;
    now: Date;
  }): Promise<{ count: number; oldest: Notice | null; problem: string | null }>;
}

/** Which reminders were given, so that each is given once. */
export interface ReminderStore {
  isGiven(about: string, reminder: string): Promise<boolean>;
  /**
   * Writes the notice of a reminder in one transaction with the fact that it was
   * given; false where it was given before. `instead`: others that are given
   * with it.
   */
  remind(reminder: {
    about: string;
    reminder: string;
    instead?: string[];
    notice: SubjectKey & Pick<Notice, 'kind' | 'payload'>;
    now: Date;
  }): Promise<boolean>;
}
