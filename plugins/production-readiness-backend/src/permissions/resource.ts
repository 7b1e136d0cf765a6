import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SCORECARD } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { EntityColumns, RowColumn } from '../store/types';

/** An entity with who holds which role about it. @public */
export interface ScorecardResource extends EntityColumns {
  /** Role to the refs of groups and users any one of which gives it, nested. */
  roles: Record<string, string[]>;
}

/** A permission condition as data, before it is known who holds the roles it names. @public */
export type ScorecardFilter =
  | { allOf: ScorecardFilter[] }
  | { anyOf: ScorecardFilter[] }
  | { not: ScorecardFilter }
  | { column: RowColumn; values: string[] }
  | { role: string; claims: string[] };

/**
 * What a decision is about: the entity that a scorecard speaks of, by its ref.
 * A launch unit's scorecard is readable where the unit satisfies the decision;
 * a member's page where the member does or the unit that it is part of.
 *
 * @public
 */
export const scorecardResourceRef = createPermissionResourceRef<
  ScorecardResource,
  ScorecardFilter
>().with({
  pluginId: 'production-readiness',
  resourceType: RESOURCE_TYPE_SCORECARD,
});
