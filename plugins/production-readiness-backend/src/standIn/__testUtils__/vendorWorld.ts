import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type {
  FactRecord,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compileChecklist } from '@production-readiness/backstage-plugin-production-readiness-engine';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
  providersExtensionPoint,
  type FactCollector,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  startVendor,
  type StandInVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { shippedSamples } from '../../checklists/testing/readShipped';
import { judge, NOW } from '../../checklists/testing/sampleWorld';
import {
  createProvidedCollectors,
  ProviderRegistry,
} from '../../collect/provided';
import { toEntityInput } from '../../runs/catalog';
import { withReleases } from '../../runs/releases';
import { REPOSITORIES } from './catalog';
import { collectFrom, kamiyo, loadKamiyo } from './kamiyoWorld';

export { criteriaOf, criteriaReading, loadKamiyo } from './kamiyoWorld';

/** Wants both extension points, for not every vendor's module does. */
const wantsBoth = createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'wants-both',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: collectorsExtensionPoint,
        providers: providersExtensionPoint,
      },
      async init() {},
    });
  },
});

/** What the modules of a backend add, told by configuration alone. */
async function collectorsOf(options: {
  modules: object[];
  config: any;
  outgoing: any;
}) {
  const collectors: FactCollector[] = [];
  const providers = new ProviderRegistry();
  const backend = await startTestBackend({
    extensionPoints: [
      [
        collectorsExtensionPoint,
        {
          addCollector: (...added: FactCollector[]) => {
            collectors.push(...added);
          },
        },
      ],
      [providersExtensionPoint, providers],
    ],
    features: [
      ...(options.modules as any[]),
      wantsBoth,
      mockServices.rootConfig.factory({ data: options.config.get() }),
      createServiceFactory({
        service: outgoingServiceRef,
        deps: { config: coreServices.rootConfig },
        factory: () => options.outgoing,
      }),
    ],
  });
  collectors.push(
    ...createProvidedCollectors({
      config: options.config,
      providers,
      outgoing: options.outgoing,
    }),
  );
  return { collectors, stop: () => backend.stop() };
}

/**
 * The shipped checklist over samples, with the facts of one vendor collected
 * from its stand-in by its module.
 */
export async function startVendorWorld(options: {
  vendor: StandInVendor;
  modules: object[];
}) {
  const { vendor } = options;
  const checklist = await loadKamiyo();
  const compiled = compileChecklist(checklist);
  const samples = await shippedSamples('kamiyo');
  const entities = kamiyo();
  const running = await startVendor({
    vendor,
    now: NOW,
    timeoutMs: 5000,
    config: {
      productionReadiness: {
        collectors: { repo: { localRoots: [REPOSITORIES] } },
      },
    },
  });
  const { config, outgoing } = running;
  const world = {
    subject: toEntityInput(entities.subject),
    members: entities.members.map(toEntityInput),
  };

  const collect = async (): Promise<FactRecord[]> => {
    // Made anew each time: what a collector has fetched serves it for a while.
    const { collectors, stop } = await collectorsOf({
      modules: options.modules,
      config,
      outgoing,
    });
    const everyone = [entities.subject, ...entities.members];
    const records = await Promise.all(
      everyone.flatMap(entity =>
        collectors.map(collector =>
          collectFrom(collector, {
            compiled,
            entity,
            subject: entities.subject,
          }),
        ),
      ),
    );
    await stop();
    return records.flat();
  };

  return {
    checklist,
    /** Scorecard and collected facts; with a defect of the vendor's by name. */
    async see(
      defect?: string,
    ): Promise<{ document: ScorecardDocument; facts: FactRecord[] }> {
      running.spoil(defect ? vendor.defects[defect].spoil : undefined);
      const facts = await collect();
      const [subject, ...members] = withReleases(
        [world.subject, ...world.members],
        { facts, now: new Date(NOW) },
      ).entities;
      const { document } = judge(checklist, {
        compiled,
        world: { subject, members },
        samples,
        collected: facts,
        without: vendor.without,
      });
      return { document, facts };
    },
    stop: () => running.close(),
  };
}
