import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { scorecardReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ScorecardAuthorizer } from '../permissions/scope';
import type { RowFilter } from '../store/types';

/** What of all launch units a reader may see; undefined: everything. Throws NotAllowedError for nothing. */
export async function visibleTo(
  authorizer: ScorecardAuthorizer,
  credentials: BackstageCredentials,
): Promise<RowFilter | undefined> {
  const scope = await authorizer.scope(scorecardReadPermission, credentials);
  if (scope === 'none') {
    throw new NotAllowedError(
      `You need the permission ${scorecardReadPermission.name}; ask those who keep your Backstage's permission policy`,
    );
  }
  return scope === 'all' ? undefined : scope;
}
