import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  memberRow,
  PLACEHOLDER,
  START,
} from './__testUtils__/samples';
import type { Store } from './types';

const HOUR = 60 * 60 * 1000;

describe('LaunchStore', () => {
  const { ids, createStore } = storeDatabases();

  async function add(store: Store, name: string, lifecycle?: string) {
    const subjectRef = `system:default/${name}`;
    const key = { subjectRef, checklistId: 'kamiyo' };
    const entity = entityColumns({ entityRef: subjectRef, name, title: name });
    await store.subjects.ensure(key, entity, PLACEHOLDER, START);
    if (lifecycle) await learn(store, name, lifecycle);
    return key;
  }

  /** As a run leaves it, which knows the members. */
  async function learn(store: Store, name: string, lifecycle: string) {
    const key = {
      subjectRef: `system:default/${name}`,
      checklistId: 'kamiyo',
    };
    const api = `component:default/${name}-api`;
    await store.members.replace(
      key,
      [
        memberRow({ ...key, entityRef: key.subjectRef }),
        memberRow({
          ...key,
          entityRef: api,
          kind: 'component',
          isSubject: false,
          lifecycle,
        }),
      ],
      START,
    );
  }

  const names = async (store: Store) =>
    (await store.launches.listWithoutGo({ limit: 10 })).launches.map(
      ({ title, baseline }) => [title, baseline],
    );

  it.each(ids)(
    'tells what was in production when the plugin came from what was launched since, %p',
    async id => {
      const store = await createStore(id);
      await add(store, 'old', 'production');
      await add(store, 'late'); // its first run comes after the first look
      await add(store, 'trial', 'experimental');
      await store.launches.look(START);
      expect(await names(store)).toEqual([['old', true]]);

      await learn(store, 'late', 'production');
      await add(store, 'new', 'production');
      await store.launches.look(later(HOUR));
      await learn(store, 'trial', 'production');
      await store.launches.look(later(2 * HOUR));
      await store.launches.look(later(3 * HOUR));
      expect(await names(store)).toEqual([
        ['trial', false],
        ['new', false],
        ['late', true],
        ['old', true],
      ]);
    },
  );

  it.each(ids)('leaves out what has a GO, and pages, %p', async id => {
    const store = await createStore(id);
    for (const name of ['a', 'b', 'c']) await add(store, name, 'production');
    await store.launches.look(START);
    await store.knex('reviews').insert({
      id: 'r',
      number: 1,
      subject_ref: 'system:default/b',
      checklist_id: 'kamiyo',
      digest: 'd',
      version: '1',
      state: 'launched',
      planned_at: START.toISOString(),
      separation: 'strict',
      pinned: '{}',
      opened_by: 'u',
      opened_at: START.toISOString(),
      decision: 'go',
      launched_at: START.toISOString(),
      revision: 1,
    });
    const first = await store.launches.listWithoutGo({ limit: 1 });
    const rest = await store.launches.listWithoutGo({
      limit: 5,
      cursor: first.nextCursor!,
    });
    expect([...first.launches, ...rest.launches].map(l => l.title)).toEqual([
      'c',
      'a',
    ]);
    expect(rest.nextCursor).toBeNull();
    const none = await store.launches.listWithoutGo({
      limit: 5,
      visible: { column: 'owner', values: ['group:default/other'] },
    });
    expect(none.launches).toEqual([]);
  });
});
