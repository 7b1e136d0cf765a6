import type { RoleResolver } from '../people/RoleResolver';
import type { RowFilter } from '../store/types';
import type { ScorecardFilter } from './resource';

const EVERYTHING: RowFilter = { allOf: [] };
const NOTHING: RowFilter = { anyOf: [] };

/** Puts who holds a role in the place of its name, so that what remains is about columns. */
export async function resolveRoles(
  filter: ScorecardFilter,
  roles: RoleResolver,
): Promise<RowFilter> {
  if ('column' in filter) return filter;
  if ('not' in filter) return { not: await resolveRoles(filter.not, roles) };
  if ('allOf' in filter) return { allOf: await each(filter.allOf, roles) };
  if ('anyOf' in filter) return { anyOf: await each(filter.anyOf, roles) };
  const held = await roles.heldBy(filter.claims, filter.role);
  if (held === 'all') return EVERYTHING;
  return held === 'none' ? NOTHING : { column: 'owner', values: held.owners };
}

function each(filters: ScorecardFilter[], roles: RoleResolver) {
  return Promise.all(filters.map(filter => resolveRoles(filter, roles)));
}
