import {
  resolveRequests,
  targetsOf,
  type NotConnected,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { LoadedChecklist } from '../checklists/types';
import type { MemberRow, SubjectKey } from '../store/types';
import type { CollectorPool } from './CollectorPool';
import { planCollection, type PlannedFact } from './planCollection';
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
    requests: resolveRequests({
      checklist: checklist.compiled,
      subject: resolved.subject.input,
      members: resolved.members.map(member => member.input),
    }),
    collectorIds: checklist.checklist.collect.map(fact => fact.collector),
    entities: everyone.flatMap(({ entity }) => entity ?? []),
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

function toMember(
  key: SubjectKey,
  { input, columns, etag }: ResolvedEntity,
  plan: PlannedFact[],
): Omit<MemberRow, 'isSubject' | 'targets'> {
  return {
    ...key,
    ...columns,
    annotations: input.annotations,
    requests: Object.fromEntries(
      plan
        .filter(({ entityRef }) => entityRef === columns.entityRef)
        .map(({ fact, request }) => [fact, request]),
    ),
    etag,
  };
}
