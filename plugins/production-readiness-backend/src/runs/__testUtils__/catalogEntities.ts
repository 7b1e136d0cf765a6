import {
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';

const SYSTEM_REF = 'system:default/kamiyo';

/** A system with one service, as the catalog hands it out: with relations and etags. */
export function kamiyoSystem(
  options: { parts?: string[]; etag?: string } = {},
): Entity {
  const { parts = ['component:default/kamiyo-api'], etag = 'system-1' } =
    options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { namespace: 'default', name: 'kamiyo', title: 'KAMIYO', etag },
    spec: { owner: 'kamiyo-team' },
    relations: [
      { type: RELATION_OWNED_BY, targetRef: 'group:default/kamiyo-team' },
      ...parts.map(targetRef => ({ type: RELATION_HAS_PART, targetRef })),
    ],
  };
}

export function kamiyoComponent(
  options: {
    name?: string;
    url?: string;
    etag?: string;
    parts?: string[];
    annotations?: Record<string, string>;
  } = {},
): Entity {
  const { name = 'kamiyo-api', url = 'https://api.example.com' } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name,
      etag: options.etag ?? 'component-1',
      annotations: {
        'production-readiness/url': url,
        ...options.annotations,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'kamiyo-team' },
    relations: [
      { type: RELATION_OWNED_BY, targetRef: 'group:default/kamiyo-team' },
      { type: RELATION_PART_OF, targetRef: SYSTEM_REF },
      ...(options.parts ?? []).map(targetRef => ({
        type: RELATION_HAS_PART,
        targetRef,
      })),
    ],
  };
}
