import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import { createBuiltInCollectors } from './createBuiltInCollectors';
import { createOutgoingGuard } from './guard';

function create(productionReadiness: object = {}) {
  const config = new ConfigReader({ productionReadiness } as any);
  const logger = mockServices.logger.mock();
  const collectors = createBuiltInCollectors({
    config,
    reader: mockServices.urlReader.mock(),
    logger,
    catalog: { getEntitiesByRefs: async () => [] },
    guard: createOutgoingGuard({ config }),
  });
  return { collectors, logger };
}

const { collectors } = create();
const byId = new Map(collectors.map(collector => [collector.id, collector]));

describe('createBuiltInCollectors', () => {
  it('has each id once', () => {
    expect([...byId.keys()].sort()).toEqual([
      'catalog',
      'dns',
      'doc',
      'http',
      'page',
      'repo',
      'tls',
    ]);
    expect(collectors).toHaveLength(byId.size);
  });

  it.each(collectors.map(collector => [collector.id, collector] as const))(
    '%s lets a fact live about three times as long as it stays fresh',
    (_, collector) => {
      const times = collector.expiresAfterMs / collector.refreshAfterMs;
      expect(times).toBeGreaterThanOrEqual(2.5);
      expect(times).toBeLessThanOrEqual(4);
      expect(collector.timeoutMs).toBeGreaterThan(0);
    },
  );

  it('says so where nothing may be asked', () => {
    expect(create().logger.warn).toHaveBeenCalledTimes(1);
    expect(
      create({ http: { allow: ['a.example'] } }).logger.warn,
    ).not.toHaveBeenCalled();
  });
});

const CHECKLISTS = path.resolve(__dirname, '../../checklists');

/** Blocks of the shipped files that these collectors have to understand. */
function shippedBlocks(): [string, string, object][] {
  return readdirSync(CHECKLISTS, { withFileTypes: true })
    .filter(folder => folder.isDirectory())
    .flatMap(folder =>
      readdirSync(path.join(CHECKLISTS, folder.name))
        .filter(file => file.endsWith('.yaml'))
        .map(file => path.join(CHECKLISTS, folder.name, file)),
    )
    .flatMap(file => {
      const { collect = {} } =
        parse(readFileSync(file, 'utf8'), { merge: true }) ?? {};
      return Object.entries<any>(collect).flatMap(([collector, facts]) =>
        Object.entries<any>(facts).map(
          ([key, block]): [string, string, object] => {
            const { for: _, refreshAfter: __, ...params } = block;
            return [`${path.basename(file)} ${collector}.${key}`, collector, params];
          },
        ),
      );
    })
    .filter(([, collector]) => byId.has(collector));
}

// An expression is known only per entity: each stands here for what it may yield.
const EXPRESSION_VALUES: Record<string, unknown> = {
  maxAgeDays: 90,
  minWords: 100,
  contains: ['word'],
  ranges: { name: ['10.0.0.0/8'] },
};

function withSampleValues(params: object): object {
  return JSON.parse(
    JSON.stringify(params, (key, value) => {
      if (typeof value !== 'string' || !value.startsWith('=')) return value;
      return EXPRESSION_VALUES[key] ?? value;
    }),
  );
}

describe('blocks of the shipped checklists', () => {
  it.each(shippedBlocks())('%s', (_, collector, params) => {
    const sample = withSampleValues(params);
    const parsed = byId.get(collector)!.params.safeParse(sample);
    expect(parsed.error?.message).toBeUndefined();
  });
});
