import type {
  Checklist,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Collector of what CI pushes: `report.<type>` is the newest report of the type. */
export const REPORT_COLLECTOR = 'report';

/** Names that an expression may use. */
export interface Vocabulary {
  /** Ids of declared facts and of reports; empty where facts must not be read. */
  facts: ReadonlySet<string>;
  targets: ReadonlySet<string>;
  params: Record<string, JsonValue>;
}

/** What checks and conditions may read. */
export function vocabularyOf(checklist: Checklist): Vocabulary {
  return {
    facts: new Set([
      ...checklist.collect.map(fact => fact.fact),
      ...Object.keys(checklist.reports).map(
        type => `${REPORT_COLLECTOR}.${type}`,
      ),
    ]),
    targets: new Set(Object.keys(checklist.targets)),
    params: checklist.params,
  };
}

/** First segment of a fact's id. */
export function collectorOf(fact: string): string {
  return fact.slice(0, fact.indexOf('.'));
}
