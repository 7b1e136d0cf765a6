import { useApi } from '@backstage/core-plugin-api';
import type { ChecklistSummary } from '@production-readiness/backstage-plugin-production-readiness-common';
import { readinessApiRef } from '../api/ReadinessApi';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

export function useChecklists(): Loaded<ChecklistSummary[]> {
  const api = useApi(readinessApiRef);
  return useKeyedAsync('checklists', () => api.listChecklists());
}
