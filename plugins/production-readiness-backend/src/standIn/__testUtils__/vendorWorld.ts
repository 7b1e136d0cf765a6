import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  Checklist,
  FactRecord,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  parseChecklist,
  resolveRequests,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
  providersExtensionPoint,
  type FactCollector,
  type FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  startVendor,
  type StandInVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import {
  shippedFiles,
  shippedSamples,
} from '../../checklists/testing/readShipped';
import { judge, NOW } from '../../checklists/testing/sampleWorld';
import { WORLDS } from '../../checklists/testing/shippedWorlds';
import {
  createProvidedCollectors,
  ProviderRegistry,
} from '../../collect/provided';
import { toEntityInput } from '../../runs/catalog';
import { withReleases } from '../../runs/releases';
import { readStandInCatalog } from './catalog';
import { ROOT } from './spawnServers';

/** KAMIYO with every feature declared, so that every criterion applies. */
function kamiyo(): { subject: Entity; members: Entity[] } {
  const file = join(ROOT, 'test/stand-in/catalog/kamiyo.yaml');
  const entities = readStandInCatalog(file);
  const isPart = ({ spec }: Entity) => spec?.system === 'kamiyo';
  const subject = entities.find(({ kind }) => kind === 'System')!;
  subject.metadata.annotations = {
    ...WORLDS.kamiyo.healthy.subject.annotations,
    ...subject.metadata.annotations,
    'production-readiness/features':
      WORLDS.kamiyo.healthy.subject.annotations[
        'production-readiness/features'
      ],
  };
  return { subject, members: entities.filter(isPart) };
}

/** The shipped checklist. */
export async function loadKamiyo(): Promise<Checklist> {
  const { checklist } = parseChecklist(await shippedFiles('kamiyo'));
  return checklist!;
}

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
    ...createProvidedCollectors({ config: options.config, providers }),
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
  const running = await startVendor({ vendor, now: NOW, timeoutMs: 5000 });
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

/** Every fact that the checklist wants of the collector; those not connected are left out. */
async function collectFrom(
  collector: FactCollector,
  {
    compiled,
    entity,
    subject,
  }: {
    compiled: ReturnType<typeof compileChecklist>;
    entity: Entity;
    subject: Entity;
  },
): Promise<FactRecord[]> {
  if (collector.notConnected?.(entity) !== undefined) return [];
  const entityRef = stringifyEntityRef(entity);
  const { requests } = resolveRequests(
    compiled,
    toEntityInput(entity),
    toEntityInput(subject),
  );
  const wanted = requests
    .filter(request => request.collector === collector.id)
    .map(({ key, params }) => ({ key, params: collector.params.parse(params) }))
    .filter(
      request => collector.factNotConnected?.(entity, request) === undefined,
    );
  if (wanted.length === 0) return [];
  const outcomes = await collector.collect({
    entity,
    subject,
    requests: wanted,
    signal: AbortSignal.timeout(20_000),
    logger: mockServices.logger.mock(),
    now: () => new Date(NOW),
  });
  return outcomes.map(outcome => {
    const { params } = wanted.find(({ key }) => key === outcome.key)!;
    return toRecord(outcome, { collector, params, entityRef });
  });
}

function toRecord(
  outcome: FactOutcome,
  options: { collector: FactCollector; params: unknown; entityRef: string },
): FactRecord {
  const { collector, params, entityRef } = options;
  const at = new Date(NOW).toISOString();
  const valueOf = (value: unknown) =>
    collector
      .valueSchema(params, outcome.key)
      .parse(value) as FactRecord['value'];
  const isError = 'error' in outcome;
  return {
    entityRef,
    fact: `${collector.id}.${outcome.key}`,
    ...('value' in outcome ? { value: valueOf(outcome.value) } : {}),
    ...('unreachable' in outcome
      ? { value: valueOf(outcome.unreachable) }
      : {}),
    ...('miss' in outcome ? { miss: outcome.miss } : {}),
    ...(isError
      ? { error: { message: outcome.error, at, cause: outcome.cause } }
      : {}),
    evidence: ('evidence' in outcome && outcome.evidence) || [],
    collectedAt: at,
    refreshAfter: new Date(NOW + collector.refreshAfterMs).toISOString(),
    expiresAt: new Date(NOW + collector.expiresAfterMs).toISOString(),
    hash: outcome.key,
  };
}

/**
 * Criteria by id, each with the worst that became of it, and why;
 * `machinesAgree`: whatever is not a person's word says yes.
 */
export function criteriaOf(
  document: ScorecardDocument,
): Map<string, { status: string; reason: string; machinesAgree: boolean }> {
  return new Map(
    document.items
      .flatMap(item => item.criteria)
      .map(criterion => [
        criterion.id,
        {
          status: criterion.status,
          reason: criterion.entities
            .filter(({ status }) => status === criterion.status)
            .map(({ entityRef, message }) => `${entityRef}: ${message ?? ''}`)
            .join('; '),
          machinesAgree: criterion.entities.every(({ leaves }) =>
            leaves.every(
              ({ kind, counted, truth }) =>
                kind === 'attest' || !counted || truth === 'true',
            ),
          ),
        },
      ]),
  );
}

/** Ids of the criteria that read a fact of these collectors in their own trees. */
export function criteriaReading(
  checklist: Checklist,
  collectors: string[],
): string[] {
  // A host as js.stripe.com is no fact.
  const pattern = new RegExp(`\\b(${collectors.join('|')})[.\\[](?!com\\b)`);
  return checklist.items
    .flatMap(item => item.criteria)
    .filter(({ verify }) => pattern.test(JSON.stringify(verify)))
    .map(({ id }) => id);
}
