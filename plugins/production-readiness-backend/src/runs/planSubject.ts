import {
  resolveRequests,
  targetsOf,
  type EntityInput,
  type NotConnected,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { LoadedChecklist } from '../checklists/types';
import type { MemberRow, SubjectKey } from '../store/types';
import type { CollectorPool } from './CollectorPool';
import {
  planCollection,
  type PlannedFact,
  type WantedFact,
} from './planCollection';
import type { ResolvedEntity, ResolvedSubject } from './resolveSubject';

export interface SubjectPlan {
  plan: PlannedFact[];
  notConnected: NotConnected[];
  /** What the store is to know of the subject's entities. */
  members: MemberRow[];
}

/**
 * Which facts a checklist wants of a subject and its members, and who collects
 * them. With `launchedAt`, facts wanted since the launch are asked for since then.
 */
export function planSubject(options: {
  key: SubjectKey;
  checklist: LoadedChecklist;
  resolved: ResolvedSubject;
  pool: CollectorPool;
  launchedAt?: string;
}): SubjectPlan {
  const { key, checklist, resolved, pool, launchedAt } = options;
  const everyone = [resolved.subject, ...resolved.members];
  const { facts: plan, notConnected } = planCollection({
    wanted: everyone.flatMap(each =>
      wantedOf(checklist, each.input, {
        subject: resolved.subject.input,
        launchedAt,
      }),
    ),
    collectorIds: checklist.checklist.collect.map(fact => fact.collector),
    entities: everyone.map(({ entity }) => entity),
    collectorOf: id => pool.get(id),
  });
  const members = everyone.map(each => {
    const isSubject = each === resolved.subject;
    return {
      ...toMember(key, each, plan),
      sources: sourcesOf(each.input.ref, plan, notConnected),
      isSubject,
      targets: targetsOf(checklist.checklist, each.input, isSubject),
    };
  });
  return { plan, notConnected, members };
}

function wantedOf(
  { compiled }: LoadedChecklist,
  entity: EntityInput,
  { subject, launchedAt }: { subject: EntityInput; launchedAt?: string },
): WantedFact[] {
  const { requests, undeclared } = resolveRequests(compiled, entity, subject, {
    launchedAt,
  });
  return [
    ...requests.map(({ params, ...request }) => ({
      ...request,
      entityRef: entity.ref,
      ask: { params },
    })),
    ...undeclared.map(({ miss, ...request }) => ({
      ...request,
      entityRef: entity.ref,
      ask: { miss },
    })),
  ];
}

/** By collector: how many facts are wanted of a member, and why some have no connection. */
function sourcesOf(
  entityRef: string,
  plan: PlannedFact[],
  notConnected: NotConnected[],
): MemberRow['sources'] {
  const sources: MemberRow['sources'] = {};
  for (const planned of plan) {
    if (planned.entityRef !== entityRef) continue;
    const source = (sources[planned.collector] ??= {
      wanted: 0,
      notConnected: 0,
      reasons: [],
    });
    source.wanted += 1;
    if (planned.ask.kind !== 'not-connected') continue;
    source.notConnected += 1;
    const reason = notConnected.find(
      each =>
        each.source === planned.collector &&
        (each.entityRef ?? entityRef) === entityRef &&
        (each.fact ?? planned.fact) === planned.fact,
    );
    if (reason?.message && !source.reasons.includes(reason.message)) {
      source.reasons.push(reason.message);
    }
  }
  return sources;
}

function toMember(
  key: SubjectKey,
  { input, columns, etag }: ResolvedEntity,
  plan: PlannedFact[],
): Omit<MemberRow, 'isSubject' | 'sources' | 'targets'> {
  return {
    ...key,
    ...columns,
    catalogKind: input.kind,
    annotations: input.annotations,
    requests: Object.fromEntries(
      plan
        .filter(({ entityRef }) => entityRef === columns.entityRef)
        .map(({ fact, request }) => [fact, request]),
    ),
    etag,
  };
}
