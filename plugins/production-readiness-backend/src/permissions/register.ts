import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  checklistPreviewPermission,
  checklistReadPermission,
  connectionsReadPermission,
  recordReadPermission,
  scorecardPermissions,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { RoleResolver } from '../people/RoleResolver';
import type { EntityColumns, Store } from '../store/types';
import { scorecardResourceRef, type ScorecardResource } from './resource';
import { scorecardPermissionRules } from './rules';

/** Makes the permissions and their rules known, once, before the router asks for them. */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  store: Store;
  roles: RoleResolver;
}): void {
  const { permissionsRegistry, store, roles } = options;
  permissionsRegistry.addResourceType({
    resourceRef: scorecardResourceRef,
    permissions: scorecardPermissions,
    rules: Object.values(scorecardPermissionRules),
    getResources: async entityRefs =>
      Promise.all(
        (await loadEntities(store, entityRefs)).map(
          entity => entity && withRoles(entity, roles),
        ),
      ),
  });
  permissionsRegistry.addPermissions([
    checklistReadPermission,
    connectionsReadPermission,
    recordReadPermission,
    checklistPreviewPermission,
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

async function withRoles(
  entity: EntityColumns,
  roles: RoleResolver,
): Promise<ScorecardResource> {
  const owners = entity.owner === null ? [] : [entity.owner];
  const held = await Promise.all(
    roles.known.map(
      async role => [role, await roles.claimsOf(role, { owners })] as const,
    ),
  );
  return { ...entity, roles: Object.fromEntries(held) };
}
