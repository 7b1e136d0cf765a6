import type {
  FactRequestDefinition,
  JsonObject,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from './digest';
import type { Origin, Origins } from './origins';
import type { CollectSource } from './schema';
import { defined, inside } from './tree';

/**
 * Gathers the `collect` blocks of one checklist's files. The same fact twice
 * must be the same block, only `for` is joined: two files must not quietly
 * disagree on what is fetched.
 */
export function mergeFacts(
  blocks: readonly { collect: CollectSource | undefined; origin: Origin }[],
  origins: Origins,
): { facts: FactRequestDefinition[]; findings: LintFinding[] } {
  const facts = new Map<string, FactRequestDefinition>();
  const findings: LintFinding[] = [];
  for (const { collect, origin } of blocks) {
    for (const [collector, keys] of Object.entries(collect ?? {})) {
      for (const [key, block] of Object.entries(keys)) {
        const at = inside(origin, 'collect', collector, key);
        const fact = toDefinition(collector, key, block);
        const known = facts.get(fact.fact);
        if (!known) {
          origins.set(fact, at);
          facts.set(fact.fact, fact);
        } else if (sameBlock(known, fact)) {
          known.for = [...new Set([...known.for, ...fact.for])];
        } else {
          findings.push({
            level: 'error',
            rule: 'fact-conflict',
            message: `the fact '${fact.fact}' is declared differently in ${
              origins.position(known)?.file
            }, line ${origins.position(known)?.line}`,
            ...at.file.positionOf(at.path),
          });
        }
      }
    }
  }
  return { facts: [...facts.values()], findings };
}

function toDefinition(
  collector: string,
  key: string,
  block: CollectSource[string][string],
): FactRequestDefinition {
  const { for: targets, refreshAfter, ...params } = block;
  return defined({
    fact: `${collector}.${key}`,
    collector,
    key,
    for: [...new Set(targets)],
    params: params as JsonObject,
    refreshAfter,
  });
}

function sameBlock(a: FactRequestDefinition, b: FactRequestDefinition) {
  return canonicalJson({ ...a, for: [] }) === canonicalJson({ ...b, for: [] });
}
