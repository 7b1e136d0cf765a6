import { useApi } from '@backstage/core-plugin-api';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { readinessApiRef, type EntityQuery } from '../api/ReadinessApi';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** The board of a launch unit; on a member its subject's. Null where no checklist judges the entity. */
export function useGate(query: EntityQuery): Loaded<GateView | null> {
  const api = useApi(readinessApiRef);
  return useKeyedAsync(`${query.entityRef}|${query.checklist ?? ''}`, () =>
    api.getGate(query),
  );
}
