import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { later, START } from '../store/__testUtils__/samples';
import { storeDatabases } from '../store/__testUtils__/databases';
import type { Store } from '../store/types';
import type { ConfiguredChecklist } from './config';
import { LoadingChecklistService } from './LoadingChecklistService';
import { createSource } from './sources';
import { sampleChecklist } from './__testUtils__/sampleChecklist';

describe('LoadingChecklistService', () => {
  const { ids, createStore } = storeDatabases();
  let folder: string;
  let file: string;
  let now: Date;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-checklists-'));
    file = join(folder, 'checklist.yaml');
    now = START;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function serviceOver(
    store: Store,
    configured: ConfiguredChecklist[] = [{ file }],
    urlReader: UrlReaderService = mockServices.urlReader.mock(),
  ) {
    return new LoadingChecklistService({
      sources: configured.map(each => createSource(each, urlReader)),
      store: store.checklists,
      logger,
      now: () => now,
    });
  }

  it.each(ids)('loads a file, and again when it changes, %p', async id => {
    const store = await createStore(id);
    const service = serviceOver(store);
    const changes: number[] = [];
    service.subscribe(() => changes.push(1));

    await writeFile(file, sampleChecklist());
    await service.refresh();
    expect(await service.list()).toMatchObject([
      { id: 'sample', version: '1.0.0', items: 2, criteria: 2, origin: file },
    ]);
    await service.refresh();
    expect(changes).toHaveLength(1);

    await writeFile(file, sampleChecklist({ version: '1.1.0', title: 'New' }));
    await service.refresh();
    expect(changes).toHaveLength(2);
    expect((await service.get('sample'))?.checklist).toMatchObject({
      version: '1.1.0',
      title: 'New',
    });
    expect((await service.list())[0].broken).toBeUndefined();
  });

  it.each(ids)(
    'reads the files of a folder that the whole names, %p',
    async id => {
      const store = await createStore(id);
      const text = sampleChecklist();
      const at = text.indexOf('categories:');
      const end = text.indexOf('critical:');
      const category = text
        .slice(at, end)
        .split('\n')
        .slice(1)
        .map(line => line.slice(4))
        .join('\n');
      await writeFile(
        file,
        `${text.slice(0, at)}categories: [infra.yaml]\n${text.slice(end)}`,
      );
      await writeFile(join(folder, 'infra.yaml'), category);
      const service = serviceOver(store, [{ file: folder }]);
      await service.refresh();
      expect(await service.list()).toMatchObject([{ id: 'sample', items: 2 }]);
    },
  );

  it.each(ids)('loads what ships with the package, %p', async id => {
    const store = await createStore(id);
    const service = serviceOver(store, [
      { builtin: 'kamiyo' },
      { builtin: 'basics' },
    ]);
    await service.refresh();
    const summaries = await service.list();
    expect(summaries).toMatchObject([
      { id: 'basics', origin: 'builtin:basics', subjectKind: 'Component' },
      {
        id: 'kamiyo',
        origin: 'builtin:kamiyo',
        subjectKind: 'System',
        items: 121,
        criteria: 454,
      },
    ]);
    expect(summaries.flatMap(summary => summary.broken ?? [])).toEqual([]);
  });

  const breakages: [string, () => Promise<void>, RegExp][] = [
    [
      'is no YAML',
      () => writeFile(file, `${sampleChecklist({ version: '2.0.0' })}\n: [`),
      /^checklist\.yaml:\d+:\d+: /,
    ],
    [
      'has an error',
      () =>
        writeFile(
          file,
          sampleChecklist({ version: '2.0.0', extra: 'unknownField: 1\n' }),
        ),
      /^checklist\.yaml:\d+:\d+: .*unknownField/,
    ],
    [
      'has an expression that is none',
      () =>
        writeFile(
          file,
          sampleChecklist({
            version: '2.0.0',
            check: '"fake.health.status =="',
          }),
        ),
      /./,
    ],
    ['is gone', () => rm(file), /ENOENT/],
    [
      'is other content under the same number',
      () => writeFile(file, sampleChecklist({ title: 'Other' })),
      /is known with other content/,
    ],
  ];

  describe.each(breakages)('a new version that %s', (_, breakIt, message) => {
    it.each(ids)('leaves the last good one in force, visibly, %p', async id => {
      const store = await createStore(id);
      await writeFile(file, sampleChecklist());
      const service = serviceOver(store);
      await service.refresh();

      await breakIt();
      now = later(30_000);
      await service.refresh();
      const [summary] = await service.list();
      expect(summary).toMatchObject({
        id: 'sample',
        version: '1.0.0',
        title: 'Sample',
        broken: { origin: file, at: later(30_000).toISOString() },
      });
      expect(summary.broken!.messages[0]).toMatch(message);
      expect((await service.get('sample'))?.checklist.title).toBe('Sample');

      // Still so after a restart, and told once as long as it is the same.
      now = later(60_000);
      await service.refresh();
      expect((await service.list())[0].broken!.at).toBe(
        later(30_000).toISOString(),
      );
      const restarted = serviceOver(store);
      await restarted.refresh();
      expect((await restarted.get('sample'))?.checklist.title).toBe('Sample');
      expect(await restarted.brokenOf('sample')).toMatchObject({
        origin: file,
        messages: [expect.stringMatching(message)],
      });
      expect(await restarted.list()).toMatchObject([{ broken: {} }]);

      await writeFile(file, sampleChecklist());
      await service.refresh();
      expect((await service.list())[0].broken).toBeUndefined();
      expect(await service.brokenOf('sample')).toBeUndefined();
    });
  });

  it.each(ids)(
    'shows a checklist of which nothing is in force, %p',
    async id => {
      const store = await createStore(id);
      const service = serviceOver(store);
      await service.refresh();
      expect(await service.list()).toMatchObject([
        { id: file, version: '', items: 0, broken: { origin: file } },
      ]);
      expect(await service.listLoaded()).toEqual([]);
    },
  );

  it.each(ids)('takes comments and layout for no change, %p', async id => {
    const store = await createStore(id);
    await writeFile(file, sampleChecklist());
    const service = serviceOver(store);
    await service.refresh();
    await writeFile(file, `# said better\n\n${sampleChecklist()}`);
    await service.refresh();
    expect((await service.list())[0].broken).toBeUndefined();
  });

  it.each(ids)('applies configured params and mode, %p', async id => {
    const store = await createStore(id);
    await writeFile(file, sampleChecklist());
    await serviceOver(store).refresh();
    const configured = serviceOver(store, [
      { file, mode: 'observe', params: { expected: 204, expcted: 1 } },
    ]);
    await configured.refresh();
    expect((await configured.get('sample'))?.checklist).toMatchObject({
      mode: 'observe',
      params: { expected: 204 },
    });
    const [summary] = await configured.list();
    expect(summary).toMatchObject({ mode: 'observe', version: '1.0.0' });
    expect(summary.broken).toBeUndefined();
    expect((await configured.get('sample'))?.findings).toContainEqual(
      expect.objectContaining({ rule: 'configured-param', level: 'warning' }),
    );
  });

  it.each(ids)('follows what another replica put into force, %p', async id => {
    const store = await createStore(id);
    await writeFile(file, sampleChecklist());
    const [one, two] = [serviceOver(store), serviceOver(store)];
    await one.refresh();
    await two.refresh();
    const before = (await two.get('sample'))!.digest;
    await writeFile(file, sampleChecklist({ version: '1.1.0' }));
    await one.refresh();
    await writeFile(file, sampleChecklist());
    await two.refresh();
    expect((await two.get('sample'))?.checklist.version).toBe('1.1.0');
    expect((await two.getVersion('sample', before))?.checklist.version).toBe(
      '1.0.0',
    );
    expect(await two.getVersion('sample', 'unknown')).toBeUndefined();
  });

  it.each(ids)('extends another one, and follows it, %p', async id => {
    const store = await createStore(id);
    const own = join(folder, 'own.yaml');
    await writeFile(file, sampleChecklist());
    await writeFile(
      own,
      'id: own\nversion: 1.0.0\nextends: sample\ntitle: Own\nparams: { expected: 204 }\n',
    );
    const service = serviceOver(store, [{ file: own }, { file }]);
    await service.refresh();
    expect((await service.get('own'))?.checklist).toMatchObject({
      title: 'Own',
      params: { expected: 204 },
      items: [{ id: 'infra.health' }, { id: 'infra.info' }],
    });
  });

  it.each(ids)(
    'takes out of force what is configured no more, %p',
    async id => {
      const store = await createStore(id);
      const other = join(folder, 'other.yaml');
      await writeFile(file, sampleChecklist());
      await writeFile(other, sampleChecklist({ id: 'other' }));
      await serviceOver(store, [{ file }, { file: other }]).refresh();
      const fewer = serviceOver(store);
      await fewer.refresh();
      expect((await fewer.list()).map(each => each.id)).toEqual(['sample']);
    },
  );

  it.each(ids)('reads a URL again after a while, by its etag, %p', async id => {
    const store = await createStore(id);
    const url = 'https://example.com/checklist.yaml';
    const asked: (string | undefined)[] = [];
    let text = sampleChecklist();
    const urlReader = mockServices.urlReader.mock({
      readUrl: async (_, options) => {
        asked.push(options?.etag);
        const etag = `etag of ${text.length}`;
        if (options?.etag === etag) throw new NotModifiedError();
        return { buffer: async () => Buffer.from(text), etag };
      },
    });
    const service = serviceOver(store, [{ url }], urlReader);
    await service.refresh();
    now = later(30_000);
    await service.refresh();
    expect(asked).toEqual([undefined]);
    now = later(5 * 60_000);
    await service.refresh();
    expect(asked).toEqual([undefined, `etag of ${text.length}`]);
    expect((await service.list())[0].broken).toBeUndefined();

    text = sampleChecklist({ version: '1.10.0' });
    now = later(10 * 60_000);
    await service.refresh();
    expect((await service.list())[0].version).toBe('1.10.0');
  });
});
