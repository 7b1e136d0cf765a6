import type {
  Attestation,
  FactRecord,
  JsonValue,
  ScorecardDocument,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledChecklist } from '../checklist/compile';

/** What evaluation needs to know of a catalog entity. @public */
export interface EntityInput {
  ref: string;
  kind: string;
  name: string;
  type: string | null;
  annotations: Record<string, string>;
  /**
   * Commit of the release that is judged: that of the open launch review, else
   * that of the live deploy (semantics 1.4). Without it reports of the same
   * commit are unknown.
   */
  releaseCommit?: string;
}

/**
 * Whether a source can serve an entity: decided by configuration, never by data.
 * An entry without `entityRef` speaks of every entity, one without `fact` of
 * every fact of the source; a collector without an entry is connected.
 *
 * @public
 */
export interface NotConnected {
  /** Collector id, or `report:<type>`. */
  source: string;
  entityRef?: string;
  /** A single fact that configuration maps to nothing: an alert, a query. */
  fact?: string;
  message: string;
}

/** Everything that an evaluation depends on; the clock among it. @public */
export interface EvaluateInput {
  checklist: CompiledChecklist;
  /** Milliseconds since the epoch. */
  now: number;
  subject: EntityInput;
  /** In any order; without the subject. */
  members: EntityInput[];
  /** With the newest report of each type and entity, however old. */
  facts: FactRecord[];
  attestations: Attestation[];
  waivers: Waiver[];
  notConnected: NotConnected[];
  /**
   * Conditions that were known true, as `evaluate` returned them: such a one
   * stays true until it is known false (semantics 4.3).
   */
  conditions: string[];
  /**
   * ISO 8601, once a launch is recorded. Only post-launch checks ask for it: what
   * was read or said before says nothing of what came after.
   */
  launchedAt?: string;
}

/** @public */
export interface Evaluation {
  document: ScorecardDocument;
  /** Milliseconds since the epoch at which the answer may change by time alone; null: never. */
  validUntil: number | null;
  /** To be handed in the next time. */
  conditions: string[];
}

/** Value of a command's live result, for one entity. @public */
export type LiveValue = { value: JsonValue } | { unknown: string };
