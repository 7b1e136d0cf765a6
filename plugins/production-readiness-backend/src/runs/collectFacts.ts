import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  FactOutcome,
  FactRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { FactStore, StoredFact } from '../store/types';
import type { CollectorPool } from './CollectorPool';
import type { PlannedFact } from './planCollection';
import type { ResolvedSubject } from './resolveSubject';
import { settleOutcome } from './settleOutcome';

const HOUR_MS = 60 * 60 * 1000;
/** A miss that only the catalog or the checklist can end; either asks anew under another digest. */
const STANDING_MISS = {
  refreshAfterMs: 24 * HOUR_MS,
  expiresAfterMs: 72 * HOUR_MS,
};
/** A checklist may ask for other times than the collector's; a fact expires this many times later. */
const EXPIRES_TIMES = 3;

export interface Progress {
  done: number;
  total: number;
  problems: string[];
}

export interface CollectOptions {
  plan: PlannedFact[];
  /** What is stored of the same requests. */
  stored: StoredFact[];
  resolved: ResolvedSubject;
  /** Facts looked at before this are due, whatever they say themselves. */
  anewBefore?: string;
  pool: CollectorPool;
  facts: Pick<FactStore, 'save'>;
  now: () => Date;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/**
 * Collects what is due, once per entity and collector, side by side, and stores
 * each as it comes: what a killed run had collected is not lost. One that fails
 * touches nothing but its own facts.
 */
export async function collectFacts(options: CollectOptions): Promise<Progress> {
  const stored = new Map(options.stored.map(fact => [idOf(fact), fact]));
  const due = options.plan.filter(
    planned =>
      planned.ask.kind !== 'not-connected' &&
      isDue(stored.get(idOf(planned)), options),
  );
  const groups = groupByCollectorAndEntity(due);
  const progress: Progress = { done: 0, total: groups.length, problems: [] };
  options.onProgress({ ...progress });
  await Promise.all(
    groups.map(async group => {
      const outcomes = await askGroup(group, options);
      const now = options.now();
      const settled = group.map(planned =>
        settlePlanned(planned, {
          before: stored.get(idOf(planned)),
          outcome: outcomes.get(planned.key)!,
          now,
        }),
      );
      await options.facts.save(settled, now);
      progress.done += 1;
      progress.problems.push(...problemsOf(settled, now));
      options.onProgress({ ...progress, problems: [...progress.problems] });
    }),
  );
  return progress;
}

/** Past `refreshAfter`, or not looked at since a person asked. */
function isDue(
  fact: StoredFact | undefined,
  { anewBefore, now }: Pick<CollectOptions, 'anewBefore' | 'now'>,
): boolean {
  if (!fact || fact.refreshAfter <= now().toISOString()) return true;
  const lookedAt = [fact.collectedAt, fact.error?.at ?? ''].sort()[1];
  return anewBefore !== undefined && lookedAt < anewBefore;
}

function groupByCollectorAndEntity(due: PlannedFact[]): PlannedFact[][] {
  const groups = new Map<string, PlannedFact[]>();
  for (const planned of due) {
    const id = `${planned.collector}|${planned.entityRef}`;
    groups.set(id, [...(groups.get(id) ?? []), planned]);
  }
  return [...groups.values()];
}

async function askGroup(
  group: PlannedFact[],
  { resolved, pool, signal }: CollectOptions,
): Promise<Map<string, FactOutcome>> {
  const outcomes = new Map<string, FactOutcome>();
  const requests: FactRequest[] = [];
  for (const { key, ask } of group) {
    if (ask.kind === 'miss') {
      outcomes.set(key, { key, miss: ask.miss, evidence: [] });
    }
    if (ask.kind === 'collect')
      requests.push({ key, params: ask.params as JsonObject });
  }
  const collector = pool.get(group[0].collector);
  const entity = [resolved.subject, ...resolved.members].find(
    each => each.input.ref === group[0].entityRef,
  )?.entity;
  if (requests.length > 0 && collector && entity) {
    const answers = await pool.collect(
      { collector, entity, subject: resolved.subject.entity, requests },
      signal,
    );
    for (const answer of answers) outcomes.set(answer.key, answer);
  }
  return outcomes;
}

function settlePlanned(
  planned: PlannedFact,
  options: {
    before: StoredFact | undefined;
    outcome: FactOutcome;
    now: Date;
  },
): StoredFact {
  const { entityRef, fact, collector, request, ask } = planned;
  const identity = { entityRef, fact, collector, request };
  if (ask.kind !== 'collect') {
    return settleOutcome({
      ...options,
      ...STANDING_MISS,
      identity,
      checkValue: value => value,
    });
  }
  const times = planned.refreshAfterMs
    ? {
        refreshAfterMs: planned.refreshAfterMs,
        expiresAfterMs: EXPIRES_TIMES * planned.refreshAfterMs,
      }
    : ask.collector;
  return settleOutcome({
    ...options,
    refreshAfterMs: times.refreshAfterMs,
    expiresAfterMs: times.expiresAfterMs,
    identity,
    checkValue: value => {
      const parsed = ask.collector
        .valueSchema(ask.params, planned.key)
        .safeParse(value);
      if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
      return parsed.data as typeof value;
    },
  });
}

/** One line per collector and entity where something failed just now; what is silent is no fault of a collector. */
function problemsOf(settled: StoredFact[], now: Date): string[] {
  const messages = new Set(
    settled
      .filter(({ error }) => error?.at === now.toISOString() && !error.cause)
      .map(fact => fact.error!.message),
  );
  const [{ collector, entityRef }] = settled;
  return messages.size === 0
    ? []
    : [`${collector} on ${entityRef}: ${[...messages].join('; ')}`];
}

function idOf(fact: { entityRef: string; fact: string; request: string }) {
  return `${fact.entityRef}|${fact.fact}|${fact.request}`;
}
