import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  checklistReadPermission,
  connectionsReadPermission,
  reportPushPermission,
  scorecardReadPermission,
  scorecardRunPermission,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { EntityColumns, Store } from '../store/types';
import { scorecardResourceRef } from './resource';
import { scorecardPermissionRules } from './rules';

/** Makes the permissions and their rules known, once, before the router asks for them. */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  store: Store;
}): void {
  const { permissionsRegistry, store } = options;
  permissionsRegistry.addResourceType({
    resourceRef: scorecardResourceRef,
    permissions: [
      scorecardReadPermission,
      scorecardRunPermission,
      reportPushPermission,
    ],
    rules: Object.values(scorecardPermissionRules),
    getResources: entityRefs => loadEntities(store, entityRefs),
  });
  permissionsRegistry.addPermissions([
    checklistReadPermission,
    connectionsReadPermission,
  ]);
}

/** In the order of the refs; undefined where nothing judges the entity. */
async function loadEntities(
  store: Store,
  entityRefs: string[],
): Promise<(EntityColumns | undefined)[]> {
  // A subject that never ran has no members yet, itself included.
  const [members, { rows }] = await Promise.all([
    store.members.getEntities(entityRefs),
    store.scorecards.list({ entityRefs }, { limit: entityRefs.length * 10 }),
  ]);
  const byRef = new Map<string, EntityColumns>([
    ...rows.map(row => [row.subjectRef, row] as const),
    ...members.map(entity => [entity.entityRef, entity] as const),
  ]);
  return entityRefs.map(ref => byRef.get(ref));
}
