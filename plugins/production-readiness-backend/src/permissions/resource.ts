import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SCORECARD } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { EntityColumns, RowFilter } from '../store/types';

/**
 * What a decision is about: the entity that a scorecard speaks of, by its ref.
 * A launch unit's scorecard is readable where the unit satisfies the decision;
 * a member's page where the member does or the unit that it is part of.
 *
 * @public
 */
export const scorecardResourceRef = createPermissionResourceRef<
  EntityColumns,
  RowFilter
>().with({
  pluginId: 'production-readiness',
  resourceType: RESOURCE_TYPE_SCORECARD,
});
