import type { NotConnected } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { EvaluationInputs, StoredFact } from '../store/types';

type Reported = Pick<EvaluationInputs, 'reports' | 'standsFor' | 'unpushed'>;

/**
 * Facts and sources with those that reports stand for: one configured source
 * per fact and entity (semantics 2.5), so what a collector found of an entity
 * whose facts are pushed does not count.
 */
export function withReports(
  collected: { facts: StoredFact[]; notConnected: NotConnected[] },
  { inputs, entityRefs }: { inputs: Reported; entityRefs: string[] },
): { facts: StoredFact[]; notConnected: NotConnected[] } {
  const pushed = new Set(
    inputs.standsFor.map(({ collector, entityRef }) =>
      keyOf(collector, entityRef),
    ),
  );
  const isPushed = (collector: string, entityRef: string) =>
    pushed.has(keyOf(collector, entityRef));
  return {
    facts: [
      ...collected.facts.filter(
        fact => !isPushed(fact.collector, fact.entityRef),
      ),
      ...inputs.reports,
    ],
    notConnected: [
      ...collected.notConnected.flatMap(each => {
        const { source, entityRef } = each;
        if (!inputs.standsFor.some(({ collector }) => collector === source)) {
          return [each];
        }
        // What holds for all entities holds for those that nobody pushes for.
        return (entityRef === undefined ? entityRefs : [entityRef])
          .filter(ref => !isPushed(source, ref))
          .map(ref => ({ ...each, entityRef: ref }));
      }),
      ...inputs.unpushed,
    ],
  };
}

function keyOf(collector: string, entityRef: string): string {
  return `${collector}|${entityRef}`;
}
