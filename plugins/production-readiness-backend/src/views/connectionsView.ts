import type {
  ConnectionsView,
  ConnectionView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { criterionSources } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { RefusedHost } from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ChecklistService, LoadedChecklist } from '../checklists/types';
import type {
  CollectorHealth,
  MemberSource,
  MemberStore,
  Store,
} from '../store/types';
import type { ConnectedCollectors } from './commands';
import { sourceViews } from './sourceViews';

const REPORT = 'report:';

/** What is known of a type of report. */
export interface ReportHealth {
  /** Whether somebody is declared to push it. */
  isPushed(type: string): boolean;
  /** When the newest of a type was received; absent: never. */
  lastReceived(): Promise<Map<string, string>>;
}

/** Sums over the members that want something of a source. */
interface Wanted {
  facts: number;
  notConnected: number;
  entities: Set<string>;
  entitiesOff: Set<string>;
  reasons: Set<string>;
  subjects: Map<string, Set<string>>;
}

/** Every source that a checklist in force names, with how it fares. */
export async function connectionsView(options: {
  store: Pick<Store, 'facts' | 'members'>;
  checklists: Pick<ChecklistService, 'listLoaded'>;
  collectors: ConnectedCollectors;
  reports: ReportHealth;
  refused: RefusedHost[];
}): Promise<ConnectionsView> {
  const { store, checklists, collectors, reports, refused } = options;
  const [loaded, health, received, wanted] = await Promise.all([
    checklists.listLoaded(),
    store.facts.healthOfCollectors(),
    reports.lastReceived(),
    addUp(store.members),
  ]);
  const healthByCollector = new Map(health.map(each => [each.collector, each]));
  const read = criteriaBySource(loaded);
  const views = new Map(
    loaded.flatMap(({ checklist }) =>
      Object.entries(sourceViews(checklist, collectors)),
    ),
  );
  const sources = [...views].map(([id, { title, installed, config, hint }]) => {
    const state = id.startsWith(REPORT)
      ? reportState(id.slice(REPORT.length), { reports, received })
      : collectorState(wanted.get(id), installed, healthByCollector.get(id));
    return {
      id,
      title,
      ...state,
      verifies: [...(read.get(id) ?? [])].map(([checklistId, criteria]) => ({
        checklistId,
        criteria,
        subjects: wanted.get(id)?.subjects.get(checklistId)?.size ?? 0,
      })),
      ...(config ? { config } : {}),
      ...(hint ? { hint } : {}),
    };
  });
  return {
    sources: sources.sort(byUrgency),
    refusedHosts: refused.map(host => ({ ...host, allow: allowLine(host) })),
  };
}

type State = Pick<
  ConnectionView,
  | 'connection'
  | 'health'
  | 'facts'
  | 'entities'
  | 'reasons'
  | 'lastSuccessAt'
  | 'lastError'
>;

function collectorState(
  wanted: Wanted | undefined,
  installed: boolean,
  health: CollectorHealth | undefined,
): State {
  const facts = {
    wanted: wanted?.facts ?? 0,
    notConnected: wanted?.notConnected ?? 0,
    failing: health?.failing ?? 0,
  };
  const connection = connectionOf(installed, facts);
  return {
    connection,
    health: connection === 'not-connected' ? null : healthOf(health),
    facts,
    entities: {
      wanted: wanted?.entities.size ?? 0,
      notConnected: wanted?.entitiesOff.size ?? 0,
    },
    reasons: [...(wanted?.reasons ?? [])].sort(),
    lastSuccessAt: health?.lastSuccessAt ?? null,
    lastError: health?.lastError ?? null,
  };
}

function connectionOf(
  installed: boolean,
  { wanted, notConnected }: { wanted: number; notConnected: number },
): ConnectionView['connection'] {
  if (!installed || (wanted > 0 && notConnected === wanted)) {
    return 'not-connected';
  }
  return notConnected > 0 ? 'partly' : 'connected';
}

function healthOf(
  health: CollectorHealth | undefined,
): ConnectionView['health'] {
  if (!health || (!health.lastSuccessAt && !health.lastError)) return 'waiting';
  return health.failing > 0 ? 'failing' : 'ok';
}

function reportState(
  type: string,
  {
    reports,
    received,
  }: { reports: ReportHealth; received: Map<string, string> },
): State {
  const isPushed = reports.isPushed(type);
  const lastSuccessAt = received.get(type) ?? null;
  const pushedHealth = lastSuccessAt ? 'ok' : 'waiting';
  return {
    connection: isPushed ? 'connected' : 'not-connected',
    health: isPushed ? pushedHealth : null,
    facts: { wanted: 0, notConnected: 0, failing: 0 },
    entities: { wanted: 0, notConnected: 0 },
    reasons: isPushed
      ? []
      : [`no one is declared to push it in reports.types.${type}.for`],
    lastSuccessAt,
    lastError: null,
  };
}

async function addUp(members: Pick<MemberStore, 'listSources'>) {
  const sums = new Map<string, Wanted>();
  await members.listSources(
    ({ subjectRef, checklistId, entityRef, sources }) => {
      for (const [id, source] of Object.entries(sources)) {
        const sum = sums.get(id) ?? emptySum();
        sums.set(id, sum);
        addMember(sum, entityRef, source);
        const subjects = sum.subjects.get(checklistId) ?? new Set();
        sum.subjects.set(checklistId, subjects.add(subjectRef));
      }
    },
  );
  return sums;
}

function emptySum(): Wanted {
  return {
    facts: 0,
    notConnected: 0,
    entities: new Set(),
    entitiesOff: new Set(),
    reasons: new Set(),
    subjects: new Map(),
  };
}

function addMember(sum: Wanted, entityRef: string, source: MemberSource) {
  sum.facts += source.wanted;
  sum.notConnected += source.notConnected;
  sum.entities.add(entityRef);
  if (source.notConnected > 0) sum.entitiesOff.add(entityRef);
  for (const reason of source.reasons) sum.reasons.add(reason);
}

/** By source and checklist the criteria that read it. */
function criteriaBySource(
  loaded: LoadedChecklist[],
): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  for (const { checklist, compiled } of loaded) {
    for (const [criterion, sources] of criterionSources(compiled)) {
      for (const source of sources) {
        const byChecklist = found.get(source) ?? new Map<string, string[]>();
        found.set(source, byChecklist);
        byChecklist.set(checklist.id, [
          ...(byChecklist.get(checklist.id) ?? []),
          criterion,
        ]);
      }
    }
  }
  return found;
}

const URGENCY = { failing: 0, waiting: 2, ok: 3 };

function byUrgency(a: ConnectionView, b: ConnectionView): number {
  // What is not connected stands between what fails and what works.
  const urgency = (view: ConnectionView) =>
    view.health === null ? 1 : URGENCY[view.health];
  const gain = (view: ConnectionView) =>
    view.verifies.reduce((sum, { criteria }) => sum + criteria.length, 0);
  return urgency(a) - urgency(b) || gain(b) - gain(a) || (a.id < b.id ? -1 : 1);
}

/** The entry of the allow list that would let the host be asked. */
function allowLine({ host, port, reason }: RefusedHost): string | null {
  if (!/is not in productionReadiness\.http\.allow/.test(reason)) {
    return /allow (\S+) in productionReadiness/.exec(reason)?.[1] ?? null;
  }
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return port === 80 || port === 443 ? name : `${name}:${port}`;
}
