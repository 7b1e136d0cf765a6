import type {
  Checklist,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Collector of what CI pushes: `report.<type>` is the newest report of the type. */
export const REPORT_COLLECTOR = 'report';

/** Names that an expression may use. */
export interface Vocabulary {
  /**
   * Declared facts and reports, each with the slot in which an evaluation keeps
   * it; empty where facts must not be read.
   */
  facts: ReadonlyMap<string, number>;
  targets: ReadonlySet<string>;
  params: Record<string, JsonValue>;
}

/** What checks and conditions may read. */
export function vocabularyOf(checklist: Checklist): Vocabulary {
  const facts = new Set([
    ...checklist.collect.map(fact => fact.fact),
    ...Object.keys(checklist.reports).map(
      type => `${REPORT_COLLECTOR}.${type}`,
    ),
  ]);
  return {
    facts: new Map([...facts].map((fact, slot) => [fact, slot])),
    targets: new Set(Object.keys(checklist.targets)),
    params: checklist.params,
  };
}

/** First segment of a fact's id. */
export function collectorOf(fact: string): string {
  return fact.slice(0, fact.indexOf('.'));
}
