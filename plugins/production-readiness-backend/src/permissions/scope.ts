import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import type { RoleResolver } from '../people/RoleResolver';
import { matchesRowFilter } from '../store/rowFilter';
import type { EntityColumns, RowFilter } from '../store/types';
import { scorecardResourceRef, type ScorecardFilter } from './resource';
import { resolveRoles } from './resolveRoles';

/** What of the scorecards a reader has a permission for. */
export type Scope = 'all' | 'none' | RowFilter;

/** Asks the permission framework, once a request and permission. */
export interface ScorecardAuthorizer {
  scope(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<Scope>;
  /** Throws NotAllowedError unless the permission is granted. */
  require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void>;
}

export function createScorecardAuthorizer(options: {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  roles: RoleResolver;
}): ScorecardAuthorizer {
  const { permissions, permissionsRegistry, roles } = options;
  const toFilter = createConditionTransformer<ScorecardFilter>(
    permissionsRegistry.getPermissionRuleset(scorecardResourceRef),
  );
  return {
    async scope(permission, credentials) {
      const [decision] = await permissions.authorizeConditional(
        [{ permission }],
        { credentials },
      );
      if (decision.result === AuthorizeResult.ALLOW) return 'all';
      if (decision.result !== AuthorizeResult.CONDITIONAL) return 'none';
      return resolveRoles(
        toFilter(decision.conditions) as ScorecardFilter,
        roles,
      );
    },
    async require(permission, credentials) {
      const [decision] = await permissions.authorize([{ permission }], {
        credentials,
      });
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `You need the permission ${permission.name}; ask those who keep your Backstage's permission policy`,
        );
      }
    },
  };
}

/** Whether one of the entities is in the scope. */
export function inScope(scope: Scope, entities: EntityColumns[]): boolean {
  if (scope === 'all') return true;
  if (scope === 'none') return false;
  return entities.some(entity => matchesRowFilter(entity, scope));
}
