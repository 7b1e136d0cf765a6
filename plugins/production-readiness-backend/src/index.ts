/**
 * Runs readiness checks per catalog entity and keeps their results.
 *
 * @packageDocumentation
 */
export { productionReadinessPlugin as default } from './plugin';
export {
  createScorecardConditionalDecision,
  scorecardConditions,
} from './permissions/conditions';
export {
  scorecardResourceRef,
  type ScorecardFilter,
  type ScorecardResource,
} from './permissions/resource';
export { scorecardPermissionRules } from './permissions/rules';
export type { EntityColumns, RowColumn, RowFilter } from './store/types';
