import type { Entity } from '@backstage/catalog-model';
import { inheritChecklists } from './inheritChecklists';

const CHECKLIST = 'production-readiness/checklist';

function entity(name: string, partOf: string[], names?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: names === undefined ? {} : { [CHECKLIST]: names },
    },
    relations: partOf.map(parent => ({
      type: 'partOf',
      targetRef: `component:default/${parent}`,
    })),
  };
}

const CATALOG = [
  entity('system', ['domain'], 'kamiyo'),
  entity('domain', [], 'domain-checklist'),
  entity('middle', ['system']),
  entity('plain', []),
  entity('round', ['about']),
  entity('about', ['round']),
];

const catalog = {
  getByRefs: async (refs: string[]) =>
    CATALOG.filter(each =>
      refs.includes(`component:default/${each.metadata.name}`),
    ),
};

describe('inheritChecklists', () => {
  it.each([
    ['its own before an inherited one', entity('x', ['system'], 'own'), 'own'],
    ['that of what it is part of', entity('x', ['system']), 'kamiyo'],
    ['that of the nearest that names any', entity('x', ['middle']), 'kamiyo'],
    ['none where no one names any', entity('x', ['plain']), undefined],
    ['none where parts go in a circle', entity('x', ['round']), undefined],
    ['none where the parent is gone', entity('x', ['gone']), undefined],
    ['none of an entity that stands alone', entity('x', []), undefined],
    ['an empty one of its own', entity('x', ['system'], ''), ''],
  ])('names %s', async (_name, given, expected) => {
    const [result] = await inheritChecklists([given], catalog);
    expect(result.metadata.annotations?.[CHECKLIST]).toBe(expected);
  });
});
