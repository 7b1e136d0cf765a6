import type { Entity } from '@backstage/catalog-model';

const PHONE_ANNOTATION = 'production-readiness/phone';

/** How a person or a group is reached, as far as the catalog knows. */
export interface Profile {
  name: string;
  phone: string | null;
  email: string | null;
}

export function profileOf(entity: Entity): Profile {
  const profile = entity.spec?.profile;
  const field = (name: string) => {
    if (profile === null || typeof profile !== 'object') return null;
    const value = (profile as Record<string, unknown>)[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    name: field('displayName') ?? entity.metadata.title ?? entity.metadata.name,
    phone: entity.metadata.annotations?.[PHONE_ANNOTATION] ?? null,
    email: field('email'),
  };
}
