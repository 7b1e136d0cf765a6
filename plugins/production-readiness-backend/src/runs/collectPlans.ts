import type { Store, SubjectKey } from '../store/types';
import {
  collectFacts,
  type CollectOptions,
  type Progress,
} from './collectFacts';
import type { PlannedFact } from './planCollection';
import type { ResolvedSubject } from './resolveSubject';

/** What is wanted, of a subject as the catalog has it or as a review pins it. */
export interface WantedPlan {
  plan: PlannedFact[];
  resolved: ResolvedSubject;
}

/**
 * Collects for the checklist in force and then for launch reviews what they
 * want besides: of another version, another address, or since their launch.
 */
export async function collectPlans(
  key: SubjectKey,
  plans: WantedPlan[],
  {
    store,
    ...options
  }: Omit<CollectOptions, 'plan' | 'stored' | 'resolved' | 'facts'> & {
    store: Pick<Store, 'facts' | 'subjects'>;
  },
): Promise<Progress> {
  const seen = new Set<string>();
  let progress: Progress = { done: 0, total: 0, problems: [] };
  for (const [index, { plan, resolved }] of plans.entries()) {
    const own = plan.filter(fact => !seen.has(idOf(fact)));
    for (const fact of own) seen.add(idOf(fact));
    const before = progress;
    const collected = await collectFacts({
      ...options,
      plan: own,
      stored: await store.facts.listForRequests(own),
      resolved,
      facts: index === 0 ? store.facts : bumping(key, store),
      onProgress: now => options.onProgress(sum(before, now)),
    });
    progress = sum(before, collected);
  }
  return progress;
}

/** What only a review reads is no member's: the subject is bumped for it here. */
function bumping(
  key: SubjectKey,
  { facts, subjects }: Pick<Store, 'facts' | 'subjects'>,
): CollectOptions['facts'] {
  return {
    save: async (settled, now) => {
      const saved = await facts.save(settled, now);
      if (saved.changed.length > 0) await subjects.bump(key, now);
      return saved;
    },
  };
}

function sum(a: Progress, b: Progress): Progress {
  return {
    done: a.done + b.done,
    total: a.total + b.total,
    problems: [...a.problems, ...b.problems],
  };
}

function idOf(fact: PlannedFact): string {
  return `${fact.entityRef}|${fact.fact}|${fact.request}`;
}
