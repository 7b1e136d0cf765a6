import type { MemberRow } from '../store/types';
import type { RoleScope } from './RoleResolver';

/** Owners of the launch unit, and of the member that something is about. */
export function scopeOf(
  members: readonly MemberRow[],
  entityRef?: string,
): RoleScope {
  const subject = members.find(member => member.isSubject);
  const entity = members.find(member => member.entityRef === entityRef);
  const owners = [subject?.owner, entity?.owner].filter(
    owner => owner !== undefined && owner !== null,
  );
  return { owners: [...new Set(owners)] };
}
