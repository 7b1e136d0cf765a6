import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  PLACEHOLDER,
  START,
  SUBJECT,
} from './__testUtils__/samples';

function version(overrides: object = {}) {
  return {
    id: 'kamiyo',
    version: '1.0.0',
    digest: 'digest-1',
    sourceDigest: 'source-1',
    content: { id: 'kamiyo', title: 'KAMIYO' } as Checklist,
    findings: [],
    origin: 'builtin:kamiyo',
    ...overrides,
  };
}

describe('ChecklistStore', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('switches the version in force, %p', async id => {
    const { checklists } = await createStore(id);
    expect(await checklists.activate(version(), START)).toEqual({
      switched: true,
    });
    expect(await checklists.activate(version(), later(1000))).toEqual({
      switched: false,
    });
    const next = version({
      version: '1.1.0',
      digest: 'digest-2',
      sourceDigest: 'source-2',
    });
    expect(await checklists.activate(next, later(2000))).toEqual({
      switched: true,
    });
    expect(await checklists.active('kamiyo')).toMatchObject({
      version: '1.1.0',
      activatedAt: later(2000).toISOString(),
    });
    expect(await checklists.get('kamiyo', 'digest-1')).toMatchObject({
      content: { title: 'KAMIYO' },
      activatedAt: null,
    });
    expect(await checklists.listActiveDigests()).toEqual([
      { id: 'kamiyo', digest: 'digest-2' },
    ]);
  });

  it.each(ids)(
    'refuses other content under a number that is known, and changes nothing, %p',
    async id => {
      const { checklists } = await createStore(id);
      await checklists.activate(version(), START);
      await expect(
        checklists.activate(
          version({ digest: 'digest-2', sourceDigest: 'source-2' }),
          later(1000),
        ),
      ).rejects.toThrow(
        "Checklist 'kamiyo' 1.0.0 is known with other content since 2026-03-01T10:00:00.000Z; give the changed one a new version number",
      );
      expect(await checklists.listActive()).toMatchObject([
        { digest: 'digest-1' },
      ]);
      expect(await checklists.get('kamiyo', 'digest-2')).toBeUndefined();
    },
  );

  it.each(ids)('takes other configuration of a known number, %p', async id => {
    const { checklists } = await createStore(id);
    await checklists.activate(version(), START);
    await checklists.activate(version({ digest: 'observing' }), later(1000));
    expect(await checklists.active('kamiyo')).toMatchObject({
      digest: 'observing',
      version: '1.0.0',
    });
  });

  it.each(ids)(
    'takes out of force what is configured no more, %p',
    async id => {
      const { checklists } = await createStore(id);
      await checklists.activate(version(), START);
      await checklists.activate(version({ id: 'basics' }), START);
      expect(await checklists.deactivateExcept(['basics', 'new'])).toEqual({
        deactivated: ['kamiyo'],
      });
      expect(await checklists.listActiveDigests()).toEqual([
        { id: 'basics', digest: 'digest-1' },
      ]);
    },
  );

  it.each(ids)('makes every subject of it due, %p', async id => {
    const { checklists, subjects } = await createStore(id);
    await subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await checklists.activate(version(), later(1000));
    expect(await subjects.get(SUBJECT)).toMatchObject({
      revision: 2,
      dueAt: later(1000).toISOString(),
    });
  });
});
