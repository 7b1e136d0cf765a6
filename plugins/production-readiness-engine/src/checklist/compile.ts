import type {
  Checklist,
  Criterion,
  FactRequestDefinition,
  GateRule,
  Item,
  JsonValue,
  PostLaunchCheck,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledCondition, CompiledValue } from '../expression/compile';
import {
  collectorOf,
  REPORT_COLLECTOR,
  vocabularyOf,
} from '../expression/vocabulary';
import { compileTree, conditionOf, valueOf } from './compileTree';
import type { CompiledTree, TreeSurroundings } from './compileTree';
import { digestOf } from './digest';
import { collectDeciding } from './deciding';
import type { DecidingParts } from './deciding';

/**
 * A checklist whose expressions are compiled. Made once per version; holds no
 * state of an evaluation.
 *
 * @public
 */
export interface CompiledChecklist {
  readonly checklist: Checklist;
  /** SHA-256 of the checklist's canonical JSON. */
  readonly digest: string;
  /** @internal */
  readonly program: Program;
}

/** Everything of a checklist that is evaluated. */
export interface Program {
  items: CompiledItem[];
  criteria: Map<string, CompiledCriterion>;
  itemsById: Map<string, CompiledItem>;
  critical: CompiledRow[];
  go: CompiledRow[];
  noGo: CompiledRow[];
  postLaunch: { id: string; checks: CompiledPostLaunchCheck[] }[];
  commands: { id: string; for: string; value: CompiledValue }[];
  requests: CompiledRequest[];
  /** By slot. */
  facts: FactSlot[];
  /** Ids of facts of the collector `doc`, by the document that they read. */
  documentFacts: Map<string, string[]>;
  deciding: DecidingParts;
}

export interface CompiledItem {
  item: Item;
  criteria: CompiledCriterion[];
}

export interface CompiledCriterion {
  criterion: Criterion;
  item: Item;
  verify: CompiledTree;
  when?: CompiledCondition;
}

export interface CompiledRow {
  rule: GateRule;
  verify: CompiledTree;
}

export interface CompiledPostLaunchCheck {
  check: PostLaunchCheck;
  verify: CompiledTree;
}

export interface CompiledRequest {
  definition: FactRequestDefinition;
  params: CompiledParam;
}

/** A fact that expressions read, and the source that yields it. */
export interface FactSlot {
  fact: string;
  /** Collector id, or `report:<type>`. */
  source: string;
  /** Type of the report that it is, where it is one. */
  report?: string;
}

/** Parameters of a collector; strings that begin with `=` are expressions. */
export type CompiledParam =
  | { kind: 'constant'; value: JsonValue }
  | { kind: 'expression'; value: CompiledValue }
  | { kind: 'list'; of: CompiledParam[] }
  | { kind: 'object'; of: [string, CompiledParam][] };

/**
 * Compiles a checklist that the linter found without errors; throws an error
 * that names the expression at fault otherwise.
 *
 * @public
 */
export function compileChecklist(checklist: Checklist): CompiledChecklist {
  const vocabulary = vocabularyOf(checklist);
  const { reports, roles } = checklist;
  const surroundings = { vocabulary, reports, roles };
  const items = checklist.items.map(item => compileItem(item, surroundings));
  const row = (rule: GateRule): CompiledRow => ({
    rule,
    verify: compileTree(rule.verify, surroundings),
  });
  const program: Program = {
    items,
    criteria: new Map(
      items.flatMap(({ criteria }) =>
        criteria.map(compiled => [compiled.criterion.id, compiled]),
      ),
    ),
    itemsById: new Map(items.map(compiled => [compiled.item.id, compiled])),
    critical: checklist.critical.map(row),
    go: checklist.go.map(row),
    noGo: checklist.noGo.map(row),
    postLaunch: checklist.postLaunch.map(({ id, checks }) => ({
      id,
      checks: checks.map(check => ({
        check,
        verify: compileTree(check.verify, surroundings),
      })),
    })),
    commands: checklist.commands.map(command => ({
      id: command.id,
      for: command.for,
      value: valueOf(command.result, vocabulary),
    })),
    requests: checklist.collect.map(definition => ({
      definition,
      params: compileParam(definition.params, {
        ...vocabulary,
        facts: new Map(),
      }),
    })),
    facts: [...vocabulary.facts.keys()].map(slotOf),
    documentFacts: documentFactsOf(checklist),
    deciding: collectDeciding(checklist),
  };
  return { checklist, digest: digestOf(checklist), program };
}

function slotOf(fact: string): FactSlot {
  const collector = collectorOf(fact);
  if (collector !== REPORT_COLLECTOR) return { fact, source: collector };
  const report = fact.slice(REPORT_COLLECTOR.length + 1);
  return { fact, source: `${REPORT_COLLECTOR}:${report}`, report };
}

function compileItem(item: Item, surroundings: TreeSurroundings): CompiledItem {
  return {
    item,
    criteria: item.criteria.map(criterion => ({
      criterion,
      item,
      verify: compileTree(criterion.verify, surroundings),
      ...(criterion.when !== undefined && {
        when: conditionOf(criterion.when, surroundings.vocabulary),
      }),
    })),
  };
}

function compileParam(
  value: JsonValue,
  vocabulary: TreeSurroundings['vocabulary'],
): CompiledParam {
  if (typeof value === 'string' && value.startsWith('=')) {
    return {
      kind: 'expression',
      value: valueOf(value.slice(1), vocabulary, 'request'),
    };
  }
  if (Array.isArray(value)) {
    return {
      kind: 'list',
      of: value.map(entry => compileParam(entry, vocabulary)),
    };
  }
  if (value !== null && typeof value === 'object') {
    return {
      kind: 'object',
      of: Object.entries(value).map(([key, entry]) => [
        key,
        compileParam(entry, vocabulary),
      ]),
    };
  }
  return { kind: 'constant', value };
}

function documentFactsOf(checklist: Checklist): Map<string, string[]> {
  const facts = new Map<string, string[]>();
  for (const { collector, fact, params } of checklist.collect) {
    if (collector !== 'doc' || typeof params.document !== 'string') continue;
    facts.set(params.document, [...(facts.get(params.document) ?? []), fact]);
  }
  return facts;
}
