import type {
  Attestation,
  AttestationState,
  RecordContent,
  RecordedReview,
  RecordKind,
  WaiverState,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import type { RowFilter, SubjectKey } from './types';

// -------------------------------------------------------------- attestations

/** A statement before it is stored. Times are ISO 8601 in UTC. */
export type NewAttestation = Omit<Attestation, 'id' | 'at'> & {
  checklistId: string;
  subjectRef: string;
};

export interface StoredAttestation extends Attestation {
  checklistId: string;
  subjectRef: string;
  /** A newer one of the same role about the same is there. */
  superseded: boolean;
  withdrawn: { by: string; at: string; reason: string } | null;
}

export interface AttestationQuery {
  /** What the reader may see. */
  visible?: RowFilter;
  endsAfter?: string;
  endsBefore?: string;
  role?: string;
  about?: string;
  entityRef?: string;
  limit: number;
  cursor?: string;
}

export interface AttestationStore {
  /**
   * Stores all or none in one transaction, with a notice for each; those that
   * were said before are superseded, and every subject that has one of the
   * entities as a member is bumped.
   */
  add(statements: NewAttestation[], now: Date): Promise<StoredAttestation[]>;
  get(id: string): Promise<StoredAttestation | undefined>;
  /** The newest of each role about each thing under a checklist, withdrawn or not. */
  listNewest(
    checklistId: string,
    entityRefs: string[],
    tx?: Knex,
  ): Promise<StoredAttestation[]>;
  /** Those that count by what people did, the first to end first; expired ones too. */
  list(
    query: AttestationQuery,
  ): Promise<{ attestations: StoredAttestation[]; nextCursor: string | null }>;
  /**
   * Withdraws one; what it superseded stays superseded. Throws ConflictError
   * if it is withdrawn or superseded already.
   */
  withdraw(
    id: string,
    act: { by: string; reason: string; now: Date },
  ): Promise<StoredAttestation>;
}

// ------------------------------------------------------------------- waivers

export interface NewWaiver extends SubjectKey {
  about: string;
  title: string;
  entityRef: string | null;
  reason: string;
  role: string;
  requestedBy: string;
  expiresAt: string;
}

export interface StoredWaiver extends NewWaiver {
  id: string;
  /** As people left it; whether its end is over, the clock says. */
  state: Exclude<WaiverState, 'expired'>;
  requestedAt: string;
  settled: { by: string; at: string; note: string | null } | null;
  revoked: { by: string; at: string; reason: string } | null;
}

export interface WaiverQuery {
  visible?: RowFilter;
  subjectRefs?: string[];
  checklistId?: string;
  state?: WaiverState[];
  endsBefore?: string;
  now: Date;
  limit: number;
  cursor?: string;
}

export interface WaiverStore {
  /** Throws ConflictError where one for the same is asked for or in force. */
  add(waiver: NewWaiver, now: Date): Promise<StoredWaiver>;
  get(id: string): Promise<StoredWaiver | undefined>;
  /** Approved, not revoked, their end still ahead or not. */
  listApproved(key: SubjectKey, tx?: Knex): Promise<StoredWaiver[]>;
  /** Last asked for first. */
  list(
    query: WaiverQuery,
  ): Promise<{ waivers: StoredWaiver[]; nextCursor: string | null }>;
  /**
   * requested → approved or refused, approved → revoked, with the notice of it
   * and the subject bumped. Throws ConflictError from any other state.
   */
  settle(
    id: string,
    act: {
      state: 'approved' | 'refused' | 'revoked';
      by: string;
      note: string | null;
      now: Date;
    },
  ): Promise<StoredWaiver>;
}

// ------------------------------------------------------------------- records

export interface NewRecord {
  review: RecordedReview;
  content: RecordContent;
  now: Date;
}

/** A record without what it holds. */
export interface RecordEntry {
  id: string;
  sequence: number;
  previousHash: string;
  hash: string;
  kind: RecordKind;
  at: string;
  reviewId: string;
  subjectRef: string;
  checklistId: string;
}

export interface StoredRecord extends RecordEntry {
  /** Canonical JSON of a `LaunchRecord`: what the hash is of. */
  payload: string;
}

export interface RecordStore {
  /**
   * Adds a record at the end of the chain, in the transaction of what it speaks
   * of. Whoever else appends waits until that is over: change what the record
   * is about first, and append last.
   */
  append(tx: Knex.Transaction, record: NewRecord): Promise<StoredRecord>;
  /** Those of a review, oldest first. */
  list(reviewId: string, tx?: Knex): Promise<RecordEntry[]>;
  /** The same with what they hold. */
  read(reviewId: string): Promise<StoredRecord[]>;
  /** In the order of the chain; null: from its beginning. */
  listAfter(sequence: number | null, limit: number): Promise<StoredRecord[]>;
  /** A decision whose record is not there. */
  findLost(): Promise<
    { recordId: string; number: number; subjectRef: string } | undefined
  >;
}

/** What became of a statement by now. */
export function attestationState(
  { superseded, withdrawn, expiresAt }: StoredAttestation,
  now: Date,
): AttestationState {
  if (withdrawn) return 'withdrawn';
  if (superseded) return 'superseded';
  return expiresAt <= now.toISOString() ? 'expired' : 'current';
}

/** What became of a waiver by now. */
export function waiverState(
  { state, expiresAt }: StoredWaiver,
  now: Date,
): WaiverState {
  return state === 'approved' && expiresAt <= now.toISOString()
    ? 'expired'
    : state;
}
