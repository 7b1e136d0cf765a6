import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { MEMBERS } from './scorecardFixture';

const OWNER = 'group:default/kamiyo-team';

export const systemEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'kamiyo', namespace: 'default', title: 'KAMIYO' },
  spec: { owner: OWNER },
  relations: [{ type: 'ownedBy', targetRef: OWNER }],
};

/** KAMIYO's parts, the API first. */
export const memberEntities: Entity[] = MEMBERS.map(ref => {
  const { kind, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'resource' ? 'Resource' : 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: kind === 'resource' ? 'database' : 'service', owner: OWNER },
    relations: [{ type: 'ownedBy', targetRef: OWNER }],
  };
});

export const apiEntity: Entity = memberEntities[0];
