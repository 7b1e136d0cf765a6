/**
 * Scorecards, Go / No-Go board and portfolio in Backstage's legacy frontend
 * system; the new system's plugin is at `/alpha`.
 *
 * @packageDocumentation
 */
export {
  EntityGoNoGoContent,
  EntityProductionReadinessCard,
  EntityScorecardContent,
  ProductionReadinessPage,
  productionReadinessPlugin,
} from './plugin';
export { productionReadinessApiRef } from './api/productionReadinessApiRef';
export { isReadinessAvailable } from './entityFilter';
export { productionReadinessTranslationRef } from './translation';
