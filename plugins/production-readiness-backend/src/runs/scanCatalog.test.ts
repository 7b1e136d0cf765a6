import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  compileChecklist,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { sampleChecklist } from '../checklists/__testUtils__/sampleChecklist';
import type { ChecklistService } from '../checklists/types';
import { storeDatabases } from '../store/__testUtils__/databases';
import { later, memberRow, START } from '../store/__testUtils__/samples';
import type { Store } from '../store/types';
import { CatalogReader } from './catalog';
import { scanCatalog } from './scanCatalog';
import { kamiyoComponent, kamiyoSystem } from './__testUtils__/catalogEntities';

const { checklist } = parseChecklist({
  entry: 'checklist.yaml',
  files: [{ name: 'checklist.yaml', text: sampleChecklist() }],
});
const loaded = {
  checklist: checklist!,
  compiled: compileChecklist(checklist!),
  digest: 'digest-1',
  origin: 'test',
  loadedAt: START.toISOString(),
  findings: [],
};
const checklists: ChecklistService = {
  list: async () => [],
  get: async () => loaded,
  getVersion: async () => loaded,
  brokenOf: async () => undefined,
  listLoaded: async () => [loaded],
};
const KEY = { subjectRef: 'system:default/kamiyo', checklistId: 'sample' };

describe('scanCatalog', () => {
  const { ids, createStore } = storeDatabases();

  async function scan(store: Store, entities: Entity[], now = START) {
    await scanCatalog({
      store,
      checklists,
      catalog: new CatalogReader({
        catalog: catalogServiceMock({ entities }),
        auth: mockServices.auth(),
      }),
      now: () => now,
    });
  }

  it.each(ids)(
    'adds the subjects of a checklist, due at once, %p',
    async id => {
      const store = await createStore(id);
      await scan(store, [kamiyoSystem(), kamiyoComponent()]);
      expect(await store.subjects.list()).toMatchObject([
        { ...KEY, dueAt: START.toISOString() },
      ]);
      expect(await store.scorecards.getRow(KEY)).toMatchObject({
        verdict: 'undecided',
        total: 2,
        owner: 'group:default/kamiyo-team',
        enforced: true,
      });
    },
  );

  it.each(ids)('bumps where an entity changed, and only then, %p', async id => {
    const store = await createStore(id);
    await scan(store, [kamiyoSystem(), kamiyoComponent()]);
    const member = { ...KEY, etag: 'component-1' };
    await store.members.replace(
      KEY,
      [
        memberRow({ ...KEY, etag: 'system-1' }),
        memberRow({
          ...member,
          entityRef: 'component:default/kamiyo-api',
          isSubject: false,
        }),
      ],
      START,
    );
    const revision = async () => (await store.subjects.get(KEY))!.revision;
    const before = await revision();
    await scan(store, [kamiyoSystem(), kamiyoComponent()]);
    expect(await revision()).toBe(before);
    await scan(store, [kamiyoSystem(), kamiyoComponent({ etag: 'new' })]);
    expect(await revision()).toBe(before + 1);
    await scan(store, [kamiyoSystem()]);
    expect(await revision()).toBe(before + 2);
  });

  it.each(ids)('marks what is gone, and what comes back, %p', async id => {
    const store = await createStore(id);
    const goneAt = async () => (await store.subjects.get(KEY))!.goneAt;
    await scan(store, [kamiyoSystem()]);
    await scan(store, [], later(1000));
    expect(await goneAt()).toBe(later(1000).toISOString());
    await scan(store, [kamiyoSystem()], later(2000));
    expect(await goneAt()).toBeNull();
  });

  it.each(ids)('takes nothing for gone if the catalog fails, %p', async id => {
    const store = await createStore(id);
    await scan(store, [kamiyoSystem()]);
    const catalog = catalogServiceMock.mock({
      queryEntities: async () => {
        throw new Error('the catalog is down');
      },
    });
    await expect(
      scanCatalog({
        store,
        checklists,
        catalog: new CatalogReader({ catalog, auth: mockServices.auth() }),
        now: () => later(1000),
      }),
    ).rejects.toThrow('the catalog is down');
    expect((await store.subjects.get(KEY))!.goneAt).toBeNull();
  });
});
