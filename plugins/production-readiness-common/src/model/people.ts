/**
 * A person's dated, expiring statement on a criterion, a decision row or a document.
 *
 * @public
 */
export interface Attestation {
  id: string;
  /** What is stated: a criterion id, the id of a decision row, or `document:<key>`. */
  about: string;
  entityRef: string;
  role: string;
  /** `not-in-use` settles an unknown condition (semantics 4.3). */
  statement: 'met' | 'not-met' | 'not-in-use';
  /** User entity ref. */
  by: string;
  at: string;
  expiresAt: string;
  /** Hash of the fact, document or release that it is bound to; it lapses when that changes. */
  boundTo?: { fact: string; hash: string };
  note?: string;
  link?: string;
  /** Id of the statement that it repeats: 'still true'. */
  renews?: string;
}

/**
 * An approved, expiring exception. It takes an item off the blockers and into
 * the record and changes no arithmetic (semantics 5.2).
 *
 * @public
 */
export interface Waiver {
  id: string;
  /** Item or criterion id. */
  about: string;
  /** Absent: every entity of the subject. */
  entityRef?: string;
  reason: string;
  requestedBy: string;
  approvedBy: string;
  approvedAt: string;
  expiresAt: string;
}
