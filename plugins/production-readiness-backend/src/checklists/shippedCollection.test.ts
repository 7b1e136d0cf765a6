import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  compileChecklist,
  parseChecklist,
  resolveRequests,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import { createBuiltInCollectors } from '../collect';
import { shippedFiles, shippedSamples } from './testing/readShipped';
import { sampleFor, targetsOf } from './testing/sampleWorld';
import { WORLDS } from './testing/shippedWorlds';

/** What a collector says of a block or a value, in one line each. */
function problemsOf(result: {
  success: boolean;
  error?: { issues: { path: PropertyKey[]; message: string }[] };
}): string[] {
  return (result.error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

describe.each(Object.keys(WORLDS))('%s asks our collectors', id => {
  const config = new ConfigReader({});
  const guard = createOutgoingGuard({ config });
  const collectors = new Map(
    createBuiltInCollectors({
      config,
      reader: mockServices.urlReader.mock(),
      logger: mockServices.logger.mock(),
      catalog: { getEntitiesByRefs: async () => [] },
      guard,
    }).map(collector => [collector.id, collector]),
  );
  afterAll(() => guard.close());

  it('for what they can give, and samples are what they give', async () => {
    const { checklist } = parseChecklist(await shippedFiles(id));
    const samples = await shippedSamples(id);
    const compiled = compileChecklist(checklist!);
    const world = WORLDS[id].healthy;
    const problems = [world.subject, ...world.members].flatMap(entity => {
      const targets = targetsOf(checklist!, world, entity);
      const { requests } = resolveRequests(compiled, entity, world.subject);
      return requests.flatMap<object>(
        ({ collector: source, fact, key, params }) => {
          const collector = collectors.get(source);
          if (!collector) return [];
          const block = collector.params.safeParse(params);
          if (!block.success) {
            return [{ fact, entity: entity.name, block: problemsOf(block) }];
          }
          const value = collector
            .valueSchema(block.data, key)
            .safeParse(sampleFor(samples, fact, targets));
          return value.success
            ? []
            : [{ fact, entity: entity.name, value: problemsOf(value) }];
        },
      );
    });
    expect(problems).toEqual([]);
  });
});
