import type { CompiledChecklist } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type {
  Checklist,
  ChecklistSummary,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** A checklist version that is in force, ready to evaluate. */
export interface LoadedChecklist {
  checklist: Checklist;
  compiled: CompiledChecklist;
  digest: string;
  origin: string;
  loadedAt: string;
  findings: LintFinding[];
}

/** What routes and runs need of the checklists. */
export interface ChecklistService {
  /** Those in force, by id, with what is broken beside them. */
  list(): Promise<ChecklistSummary[]>;
  /** The version in force; undefined if there is none of that id. */
  get(id: string): Promise<LoadedChecklist | undefined>;
  /** A stored version, in force or not: what a scorecard was computed with. */
  getVersion(id: string, digest: string): Promise<LoadedChecklist | undefined>;
  /** Why a newer version of it is not in force; undefined where none is broken. */
  brokenOf(id: string): Promise<ChecklistSummary['broken']>;
  /** All versions in force. */
  listLoaded(): Promise<LoadedChecklist[]>;
}
