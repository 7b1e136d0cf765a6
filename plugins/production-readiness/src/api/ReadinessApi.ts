import { createApiRef } from '@backstage/core-plugin-api';
import type {
  ChecklistSummary,
  GateView,
  HistoryView,
  RunView,
  ScorecardRowView,
  ScorecardView,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** One entity under one of the checklists that judge it; without `checklist` the first. */
export interface EntityQuery {
  entityRef: string;
  checklist?: string;
}

export type PortfolioSort =
  | 'name'
  | 'verdict'
  | 'score'
  | 'failing'
  | 'unknown'
  | 'checked';

export interface PortfolioQuery {
  text?: string;
  verdict?: Verdict | 'none';
  checklist?: string;
  owner?: string;
  sort: PortfolioSort;
  descending: boolean;
  limit: number;
  cursor?: string;
}

/** A page of launch units; `totals` counts what the reader may see under the same filter, verdict aside. */
export interface PortfolioPage {
  items: ScorecardRowView[];
  nextCursor: string | null;
  totals: Record<Verdict | 'none', number>;
}

/** What the screens ask of the backend. */
export interface ReadinessApi {
  /** Null when no checklist judges the entity. */
  getScorecard(query: EntityQuery): Promise<ScorecardView | null>;
  /** Null when no checklist judges the entity. */
  getGate(query: EntityQuery): Promise<GateView | null>;
  getHistory(query: EntityQuery): Promise<HistoryView>;
  listUnits(query: PortfolioQuery): Promise<PortfolioPage>;
  listChecklists(): Promise<ChecklistSummary[]>;
  startRun(query: EntityQuery): Promise<RunView>;
  getRun(query: EntityQuery & { runId: string }): Promise<RunView>;
}

/** @public */
export const readinessApiRef = createApiRef<ReadinessApi>({
  id: 'plugin.production-readiness.client',
});
