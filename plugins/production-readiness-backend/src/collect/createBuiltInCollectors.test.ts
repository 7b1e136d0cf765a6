import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createBuiltInCollectors } from './createBuiltInCollectors';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';

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
      'burst',
      'catalog',
      'dns',
      'doc',
      'http',
      'openapi',
      'page',
      'repo',
      'tls',
      'websocket',
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
