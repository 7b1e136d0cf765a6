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

/** Which facts a checklist wants of a subject and its members, and who collects them. */
export function planSubject(options: {
  key: SubjectKey;
  checklist: LoadedChecklist;
  resolved: ResolvedSubject;
  pool: CollectorPool;
}): SubjectPlan {
  const { key, checklist, resolved, pool } = options;
  const everyone = [resolved.subject, ...resolved.members];
  const { facts: plan, notConnected } = planCollection({
    wanted: everyone.flatMap(each =>
      wantedOf(checklist, each.input, resolved.subject.input),
    ),
    collectorIds: checklist.checklist.collect.map(fact => fact.collector),
    entities: everyone.map(({ entity }) => entity),
    collectorOf: id => pool.get(id),
  });
  const members = everyone.map(each => {
    const isSubject = each === resolved.subject;
    return {
      ...toMember(key, each, plan),
      isSubject,
      targets: targetsOf(checklist.checklist, each.input, isSubject),
    };
  });
  return { plan, notConnected, members };
}

function wantedOf(
  { compiled }: LoadedChecklist,
  entity: EntityInput,
  subject: EntityInput,
): WantedFact[] {
  const { requests, undeclared } = resolveRequests(compiled, entity, subject);
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

function toMember(
  key: SubjectKey,
  { input, columns, etag }: ResolvedEntity,
  plan: PlannedFact[],
): Omit<MemberRow, 'isSubject' | 'targets'> {
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
