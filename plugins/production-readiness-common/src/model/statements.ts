import type { JsonValue } from './json';
import type { Attestation } from './people';
import type { Verdict } from './status';

/** Whether the reader may do something, and if not why. @public */
export interface May {
  allowed: boolean;
  /** One sentence, where it is not. */
  why?: string;
}

/**
 * What became of a statement. That one lapsed, since what it is bound to
 * changed, is said where it is evaluated.
 *
 * @public
 */
export type AttestationState =
  | 'current'
  | 'expired'
  | 'withdrawn'
  | 'superseded';

/** @public */
export interface AttestationView extends Attestation {
  checklistId: string;
  /** The launch unit on whose page it was given. */
  subjectRef: string;
  state: AttestationState;
  withdrawn?: { by: string; at: string; reason: string };
}

/** What somebody is asked to state, or has stated. @public */
export interface AttestationTask {
  /** Id of a criterion, row or post-launch check, or `document:<key>`. */
  about: string;
  kind: 'criterion' | 'row' | 'document' | 'post-launch' | 'condition';
  entityRef: string;
  role: string;
  /** Text of the criterion, or title of the row, check or document. */
  title: string;
  /** Id of the item that it belongs to. */
  item?: string;
  /** What the person states. */
  statement: string;
  /** ISO 8601: longest that a statement counts. */
  validFor: string;
  /** What a statement is bound to, as it stands now; it lapses when that changes. */
  boundTo?: { what: string; value?: JsonValue; unknown?: string };
  /**
   * `lapsed`: what it is bound to changed. `expiring`: ends within 14 days.
   * `not-wanted`: nothing waits for it, since a machine measures it or it does
   * not apply.
   */
  state:
    | 'missing'
    | 'current'
    | 'expiring'
    | 'expired'
    | 'lapsed'
    | 'not-wanted';
  /** The newest statement, whatever became of it. */
  newest?: AttestationView;
  /** What changed since the newest statement, each a sentence. */
  changed: string[];
  /** Whether the reader may state it. */
  may: May;
}

/** Answer of `GET /scorecards/{kind}/{namespace}/{name}/attestations`. @public */
export interface AttestationsView {
  entityRef: string;
  subjectRef: string;
  checklistId: string;
  /** Those that are waited for first. */
  tasks: AttestationTask[];
  /** Titles of the roles that the tasks name. */
  roles: Record<string, string>;
}

/** One statement of a form. @public */
export interface AttestationInput {
  about: string;
  entityRef: string;
  role: string;
  statement: 'met' | 'not-met' | 'not-in-use';
  /** ISO 8601 duration; no longer than the checklist says, which is the default. */
  validFor?: string;
  note?: string;
  /** An https URL. */
  link?: string;
  /** Id of the statement that it repeats; its note and link are taken over where none is given. */
  renews?: string;
}

/** What an act came to, evaluated before it is answered. @public */
export interface Evaluated {
  /** False: another run holds the launch unit; its result follows. */
  evaluated: boolean;
  verdict: Verdict | null;
  evaluatedAt: string | null;
}

/** @public */
export interface AttestationsGiven extends Evaluated {
  attestations: AttestationView[];
}

/** @public */
export interface AttestationPage {
  /** Those that end first come first. */
  attestations: AttestationView[];
  nextCursor: string | null;
}

/** `expired` is an approved waiver whose end is over. @public */
export type WaiverState =
  | 'requested'
  | 'approved'
  | 'refused'
  | 'revoked'
  | 'expired';

/** @public */
export interface WaiverView {
  id: string;
  checklistId: string;
  subjectRef: string;
  /** Id of an item, criterion or row. */
  about: string;
  title: string;
  /** Null: on every entity of the launch unit. */
  entityRef: string | null;
  reason: string;
  /** Role whose member, another than who asked, approves it. */
  role: string;
  state: WaiverState;
  requestedBy: string;
  requestedAt: string;
  expiresAt: string;
  /** Who approved or refused it. */
  settled?: { by: string; at: string; note?: string };
  revoked?: { by: string; at: string; reason: string };
  may: { approve: May; refuse: May; revoke: May };
}

/** @public */
export interface WaiverPage {
  waivers: WaiverView[];
  nextCursor: string | null;
}

/** @public */
export interface WaiverInput {
  about: string;
  entityRef?: string;
  reason: string;
  /** ISO 8601 in UTC; in the future, no later than the configuration allows. */
  expiresAt: string;
}
