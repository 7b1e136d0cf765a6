import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  FactRecord,
  JsonValue,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compileChecklist } from '@production-readiness/backstage-plugin-production-readiness-engine';
import {
  createOutgoingGuard,
  type FactCollector,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { shippedSamples } from '../../checklists/testing/readShipped';
import {
  judge,
  recordsOf,
  samplesAt,
} from '../../checklists/testing/sampleWorld';
import { createBuiltInCollectors } from '../../collect/createBuiltInCollectors';
import { toEntityInput } from '../../runs/catalog';
import { withReleases } from '../../runs/releases';
import { collectFrom, kamiyo, loadKamiyo, type Kamiyo } from './kamiyoWorld';
import { spawnServers } from './spawnServers';

/** A further defect of the stand-in (test/stand-in/further/index.mjs). */
export interface BuiltInDefect {
  title: string;
  fails: string[];
  unknown?: string[];
  causes?: string[];
  answer?: { host: string };
  zone?: object;
  files?: object;
  catalog?: object;
  source?: string;
  asks?: string[];
  without?: string[];
  beside?: Beside;
}

/** What other sources say, by fact, made of its sample. */
type Beside = Record<string, (sample: any) => JsonValue>;

/** The collectors to which a part shows that it is spoiled. */
const SHOWN_TO: Partial<Record<keyof BuiltInDefect, string[]>> = {
  answer: ['http', 'page', 'openapi'],
  zone: ['dns'],
  files: ['repo', 'doc'],
  catalog: ['catalog', 'http'],
  source: ['catalog'],
};

/** Where the repository, of which the stand-in reads a copy, is by Render's word. */
const REPOSITORY = 'https://github.com/kamiyo/kamiyo';
const SOURCE = 'backstage.io/source-location';

const dashboard = (path: string) => () => ({
  url: `https://dashboard.render.com/${path}`,
});

/** What vendors say of the services of the stand-in, where the samples tell of others. */
const VENDORS_SAY: Beside = {
  'pg.migrations': sample => ({
    ...sample,
    alembicVersions: ['0001'],
    prismaFinished: [],
  }),
  'render.dashboard@frontend': dashboard('web/srv-0123456789abcdef0124'),
  'render.dashboard@aggregator': dashboard('worker/srv-0123456789abcdef0125'),
  'render.dashboard@socialWatcher': dashboard(
    'worker/srv-0123456789abcdef0126',
  ),
  'render.dashboard@database': dashboard('d/dpg-0123456789abcdef0123'),
};

/**
 * The shipped checklist over samples as of now, with the facts of the built-in
 * collectors collected by them from the running stand-in.
 */
export async function startBuiltInWorld() {
  const directory = await mkdtemp(join(tmpdir(), 'built-in-world-'));
  const servers = await spawnServers(directory, 'healthy');
  const told = JSON.parse(await readFile(servers.config, 'utf8'));
  const config = mockServices.rootConfig({
    data: {
      productionReadiness: {
        ...told.productionReadiness,
        // Off in the stand-in: here is nobody whom it disturbs.
        http: { ...told.productionReadiness.http, burst: { requests: 500 } },
      },
    },
  });
  const guard = createOutgoingGuard({
    config,
    // A busy machine keeps whom it asks waiting; here nobody hangs.
    limits: { retries: 1, timeoutMs: 20_000 },
  });
  const checklist = await loadKamiyo();
  const compiled = compileChecklist(checklist);
  const now = Date.now();
  const shipped = samplesAt(await shippedSamples('kamiyo'), now);

  const collect = async (
    defect: BuiltInDefect | undefined,
    ids: string[] | undefined,
  ): Promise<FactRecord[]> => {
    const read = readKamiyo(servers.catalog);
    const collectors = collectorsOf(read, { config, guard }).filter(
      ({ id }) => !ids || ids.includes(id),
    );
    const concerned = [read.subject, ...read.members].filter(
      entity => !defect || isConcerned(entity, defect),
    );
    const from = (chosen: FactCollector[]) =>
      Promise.all(
        concerned.flatMap(entity =>
          chosen.map(collector =>
            collectFrom(collector, {
              compiled,
              entity:
                collector.id === 'catalog' ? published(entity, defect) : entity,
              subject: read.subject,
              now,
            }),
          ),
        ),
      );
    // The burst comes last and alone: it uses up what the limiter lets through.
    const isBurst = ({ id }: FactCollector) => id === 'burst';
    return [
      ...(await from(collectors.filter(each => !isBurst(each)))),
      ...(await from(collectors.filter(isBurst))),
    ].flat();
  };

  const evaluate = (
    collected: FactRecord[],
    { without, beside = {} }: Pick<BuiltInDefect, 'without' | 'beside'>,
  ): ScorecardDocument => {
    const samples = new Map(shipped);
    for (const [key, say] of Object.entries({ ...VENDORS_SAY, ...beside })) {
      const [fact] = key.split('@');
      for (const known of key === fact ? keysOf(shipped, fact) : [fact]) {
        samples.set(
          key === fact ? known : key,
          say(samples.get(known) ?? samples.get(fact)),
        );
      }
    }
    const read = readKamiyo(servers.catalog);
    const inputs = [read.subject, ...read.members].map(toEntityInput);
    const facts = recordsOf(checklist, {
      world: { subject: inputs[0], members: inputs.slice(1) },
      samples,
      now,
    });
    const [subject, ...members] = withReleases(inputs, {
      facts,
      now: new Date(now),
    }).entities;
    const world = { subject, members };
    return judge(checklist, {
      compiled,
      world,
      samples,
      collected,
      without,
      now,
    }).document;
  };

  const healthy = await collect(undefined, undefined);
  const untouched = evaluate(healthy, {});
  return {
    checklist,
    compiled,
    /** All facts of the healthy stand-in. */
    healthy,
    /** The scorecard while all is well, judged beside what a defect is judged. */
    before: (defect: Partial<BuiltInDefect> = {}) =>
      defect.without || defect.beside ? evaluate(healthy, defect) : untouched,
    /** The scorecard with one defect, by name. */
    async after(
      name: string,
      defect: BuiltInDefect,
    ): Promise<ScorecardDocument> {
      await servers.flip({ state: 'healthy', defects: [name] });
      const spoiled = await collect(defect, collectorsShowing(defect));
      const isSpoiled = new Set(spoiled.map(keyOf));
      return evaluate(
        [...healthy.filter(fact => !isSpoiled.has(keyOf(fact))), ...spoiled],
        defect,
      );
    },
    async stop() {
      await guard.close();
      await servers.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function keyOf({ entityRef, fact }: FactRecord): string {
  return `${entityRef} ${fact}`;
}

/** The fact itself, and what differs from it on a target. */
function keysOf(samples: Map<string, JsonValue>, fact: string): string[] {
  return [...samples.keys()].filter(key => key.split('@')[0] === fact);
}

function collectorsShowing(defect: BuiltInDefect): string[] {
  const parts = Object.entries(SHOWN_TO).flatMap(([part, ids]) =>
    defect[part as keyof BuiltInDefect] === undefined ? [] : ids,
  );
  return [...new Set([...(defect.asks ?? []), ...parts])];
}

/** What one host answers concerns whoever declares it; anything else everyone. */
function isConcerned(entity: Entity, defect: BuiltInDefect): boolean {
  if (!defect.answer || defect.files) return true;
  const { annotations = {} } = entity.metadata;
  const hosts = ['url', 'hosts'].flatMap(name =>
    (annotations[`production-readiness/${name}`] ?? '').split(/[/,]/),
  );
  return hosts.includes(defect.answer.host);
}

/** The catalog of the stand-in; its API lets itself be asked in a burst. */
function readKamiyo(file: string): Kamiyo {
  const read = kamiyo(file);
  const api = read.members.find(
    ({ metadata }) => metadata.name === 'kamiyo-api',
  );
  api!.metadata.annotations!['production-readiness/burst-probe'] = 'true';
  return read;
}

/** The entity as a catalog has it whose repository is no local copy. */
function published(entity: Entity, defect?: BuiltInDefect): Entity {
  const source =
    entity.metadata.name === 'kamiyo-api' ? defect?.source : undefined;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [SOURCE]: `url:${source ?? REPOSITORY}/`,
      },
    },
  };
}

function collectorsOf(
  { entities }: Kamiyo,
  options: { config: any; guard: OutgoingGuard },
): FactCollector[] {
  const byRef = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  return createBuiltInCollectors({
    ...options,
    reader: mockServices.urlReader.mock(),
    logger: mockServices.logger.mock(),
    catalog: {
      getEntitiesByRefs: async refs => refs.map(ref => byRef.get(ref)),
    },
  });
}
