import { useApi } from '@backstage/core-plugin-api';
import type { ChecklistSummary } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** The checklists in force. */
export function useChecklists(): Loaded<ChecklistSummary[]> {
  const api = useApi(productionReadinessApiRef);
  return useKeyedAsync('checklists', () => api.listChecklists());
}
