import type { Entity } from '@backstage/catalog-model';
import { useEntityOwnership } from '@backstage/plugin-catalog-react';

/**
 * The roles that the signed-in person has here. Only `owner` can be read from
 * the catalog on this side; the groups behind other roles are the backend's config.
 */
export function useMyRoles(entity: Entity): string[] {
  const { loading, isOwnedEntity } = useEntityOwnership();
  return !loading && isOwnedEntity(entity) ? ['owner'] : [];
}
