import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogReader, toEntityColumns, toEntityInput } from './catalog';
import { kamiyoComponent, kamiyoSystem } from './__testUtils__/catalogEntities';

function readerOver(entities: Entity[]) {
  return new CatalogReader({
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
  });
}

describe('CatalogReader', () => {
  it('finds nested parts, each once, though they go in a circle', async () => {
    const reader = readerOver([
      kamiyoSystem({ parts: ['component:default/a', 'component:default/b'] }),
      kamiyoComponent({ name: 'a', parts: ['component:default/c'] }),
      kamiyoComponent({ name: 'b', parts: ['component:default/c'] }),
      kamiyoComponent({
        name: 'c',
        parts: [
          'component:default/a',
          'system:default/kamiyo',
          'component:default/not-there',
        ],
      }),
    ]);
    const found = await reader.getSubject('system:default/kamiyo');
    expect(stringifyEntityRef(found!.subject)).toBe('system:default/kamiyo');
    expect(found!.members.map(stringifyEntityRef).sort()).toEqual([
      'component:default/a',
      'component:default/b',
      'component:default/c',
    ]);
  });

  it('says where there is no subject', async () => {
    expect(
      await readerOver([]).getSubject('system:default/kamiyo'),
    ).toBeUndefined();
  });

  it('lists all entities of a kind', async () => {
    const reader = readerOver([kamiyoSystem(), kamiyoComponent()]);
    const refs: string[] = [];
    for await (const page of reader.listKind('component')) {
      refs.push(...page.map(stringifyEntityRef));
    }
    expect(refs).toEqual(['component:default/kamiyo-api']);
  });
});

describe('toEntityColumns', () => {
  it('reads what permissions and filters need', () => {
    expect(toEntityColumns(kamiyoComponent())).toEqual({
      entityRef: 'component:default/kamiyo-api',
      kind: 'component',
      namespace: 'default',
      name: 'kamiyo-api',
      title: null,
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/kamiyo-team',
      system: 'system:default/kamiyo',
    });
    expect(toEntityColumns(kamiyoSystem())).toMatchObject({
      title: 'KAMIYO',
      type: null,
      system: 'system:default/kamiyo',
    });
  });
});

describe('toEntityInput', () => {
  it('reads what expressions see', () => {
    expect(toEntityInput(kamiyoComponent())).toEqual({
      ref: 'component:default/kamiyo-api',
      kind: 'Component',
      name: 'kamiyo-api',
      type: 'service',
      annotations: { 'production-readiness/url': 'https://api.example.com' },
    });
  });
});
