/**
 * Status of a criterion or an item. Nothing is ever `pass` for want of data.
 *
 * @public
 */
export type Status = 'pass' | 'fail' | 'unknown' | 'waived' | 'not-applicable';

/**
 * The computed answer to 'can this go live'.
 *
 * @public
 */
export type Verdict = 'go' | 'no-go' | 'undecided';

/**
 * Kleene's three values, and `not-applicable` for a leaf that drops out.
 *
 * @public
 */
export type Truth = 'true' | 'false' | 'unknown' | 'not-applicable';

/**
 * What a proof rests on, from the strongest to the weakest (semantics 4.5).
 * `derived` inherits: at run time it is shown with the strength of its sources.
 *
 * @public
 */
export type Strength =
  | 'measured'
  | 'mapped'
  | 'structure'
  | 'vendor-statement'
  | 'report'
  | 'attested'
  | 'derived';

/**
 * Why something is unknown (semantics 4.6). The last four are ours: a target
 * without a member, something the entity has to declare, an expression that
 * does not evaluate, a thing that does not answer.
 *
 * @public
 */
export type UnknownCause =
  | 'not-connected'
  | 'waiting-for-person'
  | 'waiting-for-report'
  | 'waiting-for-traffic'
  | 'waiting-for-time'
  | 'expired'
  | 'collector-failing'
  | 'never-run'
  | 'no-entity'
  | 'not-declared'
  | 'check-error'
  | 'silent';

/**
 * Whether a member holds the launch of its subject back.
 *
 * @public
 */
export type HoldsBack = 'yes' | 'no' | 'unknown';

/**
 * Who can end an unknown or act on a failure: a role of the checklist
 * (`owner`, `security`, ...), or one of the parties that are no role.
 *
 * @public
 */
export type Who = string;

/** Runs the platform's connections; not a role of a checklist. @public */
export const PLATFORM_TEAM = 'platform-team';
