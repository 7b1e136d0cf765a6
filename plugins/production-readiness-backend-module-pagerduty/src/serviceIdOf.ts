import type { Entity } from '@backstage/catalog-model';
import type { OnCallContext } from '@production-readiness/backstage-plugin-production-readiness-node';

/** Names the service of an entity. */
export const ANNOTATION = 'pagerduty.com/service-id';

/** Undefined: neither the fact nor the entity names one. */
export function namedService(
  entity: Entity,
  service: string | undefined,
): string | undefined {
  const named = service?.trim() || entity.metadata.annotations?.[ANNOTATION];
  return named?.trim() || undefined;
}

/** Throws where none is named; such a fact is not connected. */
export function serviceIdOf({ entity, service }: OnCallContext): string {
  const id = namedService(entity, service);
  if (id === undefined) throw new Error(`the entity has no ${ANNOTATION}`);
  return id;
}
