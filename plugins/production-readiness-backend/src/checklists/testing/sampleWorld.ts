import type {
  Attestation,
  Checklist,
  FactRecord,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  evaluate,
  type CompiledChecklist,
  type EntityInput,
  type Evaluation,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Samples } from './readShipped';
import type { ShippedExpression } from './shippedExpressions';

/** The moment that the samples speak of. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

/** A subject with its members. */
export interface SampleWorld {
  subject: EntityInput;
  members: EntityInput[];
}

export type Truth = 'true' | 'false' | 'unknown' | 'not-applicable';

/** What became of an expression: one truth an entity, and what it complained of. */
export interface Outcome {
  truths: Truth[];
  messages: string[];
}

/**
 * Judges expressions by themselves: a checklist of one criterion for each, so
 * that no alternative, substitute or condition hides what one of them says.
 */
export class ExpressionBench {
  private readonly compiled;

  constructor(
    private readonly checklist: Checklist,
    private readonly world: SampleWorld,
    expressions: readonly ShippedExpression[],
  ) {
    this.compiled = compileChecklist({
      ...checklist,
      critical: [],
      go: [],
      noGo: [],
      postLaunch: [],
      commands: [],
      categories: [
        {
          id: 'bench',
          title: 'Bench',
          sections: [{ title: 'Bench', items: ['bench.all'] }],
        },
      ],
      items: [
        {
          id: 'bench.all',
          title: 'All',
          section: 'Bench',
          category: 'bench',
          for: Object.keys(checklist.targets),
          role: 'owner',
          why: 'asked',
          fix: 'none',
          criteria: expressions.map(({ source, targets }, index) => ({
            id: `bench.all/${index}`,
            text: source,
            for: targets,
            strength: 'measured' as const,
            verify: { check: source },
          })),
        },
      ],
    });
  }

  /** One outcome for each expression, in their order. */
  run(samples: Samples): Outcome[] {
    const { document } = judge(this.checklist, {
      compiled: this.compiled,
      world: this.world,
      samples,
    });
    return document.items[0].criteria.map(({ entities }) => ({
      truths: entities.flatMap(({ leaves }) => leaves.map(leaf => leaf.truth)),
      messages: entities.flatMap(({ entityRef, message }) =>
        message === undefined ? [] : [`${entityRef}: ${message}`],
      ),
    }));
  }
}

/** Judges a world by the samples, and by what is stated. */
export function judge(
  checklist: Checklist,
  options: {
    compiled: CompiledChecklist;
    world: SampleWorld;
    samples: Samples;
    attestations?: Attestation[];
    /** Facts that were collected; they count in place of their samples. */
    collected?: FactRecord[];
    /**
     * Collectors that are not connected, reports that nobody pushed
     * (`report.k6`), and those that nobody may push (`report:k6`).
     */
    without?: string[];
    /** When it is judged; the times in samples are those of `samplesAt`. */
    now?: number;
  },
): Evaluation {
  const { compiled, world, samples, now = NOW } = options;
  const { attestations = [], collected = [], without = [] } = options;
  const isCollected = new Set(
    collected.map(({ entityRef, fact }) => `${entityRef} ${fact}`),
  );
  return evaluate({
    checklist: compiled,
    now,
    subject: world.subject,
    members: world.members,
    facts: [
      ...collected,
      ...recordsOf(checklist, { world, samples, now }).filter(
        ({ entityRef, fact }) =>
          !isCollected.has(`${entityRef} ${fact}`) &&
          !without.some(source =>
            `${fact}.`.startsWith(`${source.replace(':', '.')}.`),
          ),
      ),
    ],
    attestations,
    waivers: [],
    notConnected: without
      .filter(source => !source.startsWith('report.'))
      .map(source => ({ source, message: '' })),
    conditions: [],
  });
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/** The samples as they would be at another moment: each time in them moves along. */
export function samplesAt(samples: Samples, now: number): Samples {
  return new Map(
    [...samples].map(([key, value]) => [key, moved(value, now - NOW)]),
  );
}

function moved(value: JsonValue, byMs: number): JsonValue {
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' && TIME.test(each)
      ? new Date(Date.parse(each) + byMs).toISOString()
      : each,
  );
}

/** A fact as its sample tells it, for each entity that has it; collected just before. */
export function recordsOf(
  checklist: Checklist,
  options: { world: SampleWorld; samples: Samples; now?: number },
): FactRecord[] {
  const { world, samples, now = NOW } = options;
  return [world.subject, ...world.members].flatMap(entity => {
    const targets = targetsOf(checklist, world, entity);
    const facts = [
      ...checklist.collect
        .filter(fact => fact.for.some(target => targets.includes(target)))
        .map(({ fact }) => fact),
      ...Object.keys(checklist.reports).map(type => `report.${type}`),
    ];
    return facts.flatMap(fact => {
      const value = sampleFor(samples, fact, targets);
      return value === undefined
        ? []
        : [record(fact, { entityRef: entity.ref, value, now })];
    });
  });
}

/** The sample of a fact on an entity in these targets. */
export function sampleFor(
  samples: Samples,
  fact: string,
  targets: readonly string[],
): JsonValue | undefined {
  // Targets are declared from wide to narrow.
  const special = [...targets]
    .reverse()
    .find(target => samples.has(`${fact}@${target}`));
  return samples.get(special ? `${fact}@${special}` : fact);
}

export function targetsOf(
  checklist: Checklist,
  { subject }: SampleWorld,
  entity: EntityInput,
): string[] {
  return Object.entries(checklist.targets).flatMap(([name, target]) => {
    if (target.subject) return entity === subject ? [name] : [];
    const fits =
      entity !== subject &&
      (target.kind === undefined || target.kind === entity.kind) &&
      (!target.type || target.type.includes(entity.type ?? '')) &&
      (!target.name || target.name.includes(entity.name));
    return fits ? [name] : [];
  });
}

const MINUTE = 60 * 1000;

function record(
  fact: string,
  options: { entityRef: string; value: JsonValue; now: number },
): FactRecord {
  const { entityRef, value, now } = options;
  const at = (minutes: number) =>
    new Date(now + minutes * MINUTE).toISOString();
  return {
    entityRef,
    fact,
    value,
    evidence: [],
    collectedAt: at(-5),
    refreshAfter: at(30),
    expiresAt: at(24 * 60),
    hash: 'sample',
  };
}
