import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  Checklist,
  FactRecord,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  type CompiledChecklist,
  compileChecklist,
  criterionSources,
  parseChecklist,
  resolveRequests,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type {
  FactCollector,
  FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { shippedFiles } from '../../checklists/testing/readShipped';
import { NOW } from '../../checklists/testing/sampleWorld';
import { WORLDS } from '../../checklists/testing/shippedWorlds';
import { toEntityInput } from '../../runs/catalog';
import { readStandInCatalog } from './catalog';
import { ROOT } from './spawnServers';

const FEATURES = 'production-readiness/features';
const CATALOG = join(ROOT, 'test/stand-in/catalog/kamiyo.yaml');

export interface Kamiyo {
  subject: Entity;
  members: Entity[];
  /** All that the file holds: people and groups too, where it does. */
  entities: Entity[];
}

/** KAMIYO with every feature declared, so that every criterion applies. */
export function kamiyo(file = CATALOG): Kamiyo {
  const declared = Object.keys(
    systemOf(readStandInCatalog(CATALOG)).metadata.annotations ?? {},
  );
  const entities = readStandInCatalog(file);
  const isPart = ({ spec }: Entity) => spec?.system === 'kamiyo';
  const subject = systemOf(entities);
  const { annotations } = WORLDS.kamiyo.healthy.subject;
  // What the stand-in declares by itself is not declared for it as well.
  const added = Object.entries(annotations).filter(
    ([key]) => key === FEATURES || !declared.includes(key),
  );
  subject.metadata.annotations = {
    ...subject.metadata.annotations,
    ...Object.fromEntries(added),
  };
  return { subject, members: entities.filter(isPart), entities };
}

function systemOf(entities: Entity[]): Entity {
  return entities.find(
    ({ kind, metadata }) => kind === 'System' && metadata.name === 'kamiyo',
  )!;
}

/** The shipped checklist. Throws with what is wrong with it. */
export async function loadKamiyo(): Promise<Checklist> {
  const { checklist, findings } = parseChecklist(await shippedFiles('kamiyo'));
  if (!checklist) {
    const said = findings.filter(({ level }) => level === 'error');
    throw new Error(said.map(({ message }) => message).join('\n'));
  }
  return checklist;
}

/** Every fact that the checklist wants of the collector; those not connected are left out. */
export async function collectFrom(
  collector: FactCollector,
  {
    compiled,
    entity,
    subject,
    now = NOW,
  }: {
    compiled: CompiledChecklist;
    entity: Entity;
    subject: Entity;
    /** When it is collected, in milliseconds. */
    now?: number;
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
    now: () => new Date(now),
  });
  return outcomes.map(outcome => {
    const { params } = wanted.find(({ key }) => key === outcome.key)!;
    return toRecord(outcome, { collector, params, entityRef, now });
  });
}

function toRecord(
  outcome: FactOutcome,
  options: {
    collector: FactCollector;
    params: unknown;
    entityRef: string;
    now: number;
  },
): FactRecord {
  const { collector, params, entityRef, now } = options;
  const at = new Date(now).toISOString();
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
    refreshAfter: new Date(now + collector.refreshAfterMs).toISOString(),
    expiresAt: new Date(now + collector.expiresAfterMs).toISOString(),
    hash: outcome.key,
  };
}

/** What became of a criterion. */
export interface Became {
  /** The worst of its entities. */
  status: string;
  /** Why. */
  reason: string;
  /** Whatever is not a person's word says yes. */
  machinesAgree: boolean;
  /** Every expression over facts that counts says yes. */
  checksHold: boolean;
  /** Causes of what is unknown in it. */
  causes: string[];
}

/** What became of each criterion, by id. */
export function criteriaOf(document: ScorecardDocument): Map<string, Became> {
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
          checksHold: criterion.entities.every(({ leaves }) =>
            leaves.every(
              ({ kind, counted, truth }) =>
                kind !== 'check' || !counted || truth === 'true',
            ),
          ),
          causes: [
            ...new Set(criterion.entities.flatMap(({ cause }) => cause ?? [])),
          ],
        },
      ]),
  );
}

/** Ids of the criteria that read a fact of these collectors in their own trees. */
export function criteriaReading(
  checklist: Checklist,
  collectors: string[],
): string[] {
  // Whether a criterion applies is not what it proves.
  const always = checklist.items.map(item => ({
    ...item,
    criteria: item.criteria.map(({ when, ...criterion }) => criterion),
  }));
  const sources = criterionSources(
    compileChecklist({ ...checklist, items: always }),
  );
  return checklist.items
    .flatMap(item => item.criteria)
    .filter(({ strength }) => strength !== 'derived')
    .map(({ id }) => id)
    .filter(id => sources.get(id)!.some(each => collectors.includes(each)));
}
