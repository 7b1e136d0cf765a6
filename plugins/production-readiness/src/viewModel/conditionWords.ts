import { wordsOf } from './found';

/** A way in which a condition may hold, as far as it can be said in words. */
export type ConditionPart =
  | { kind: 'feature'; feature: string }
  | { kind: 'annotation'; annotation: string; values: string[] }
  | { kind: 'annotated'; annotation: string }
  | { kind: 'variable'; variable: string; target?: string }
  | { kind: 'listed'; parameter: string }
  | { kind: 'named'; name: string }
  | { kind: 'type'; types: string[] }
  | { kind: 'found'; place: string };

const ANNOTATION = String.raw`annotation\('([^']+)'\)`;
const PATH = String.raw`[a-z]\w*(?:\.\w+)+`;

const PATTERNS: [RegExp, (found: string[]) => ConditionPart | undefined][] = [
  [/^feature\('([^']+)'\)$/, ([feature]) => ({ kind: 'feature', feature })],
  [
    new RegExp(`^${ANNOTATION} == '([^']+)'$`),
    ([annotation, value]) => ({
      kind: 'annotation',
      annotation,
      values: [value],
    }),
  ],
  [
    new RegExp(`^${ANNOTATION} in \\[([^\\]]+)\\]$`),
    ([annotation, list]) => ({
      kind: 'annotation',
      annotation,
      values: listed(list),
    }),
  ],
  [
    new RegExp(`^${ANNOTATION} != ''$`),
    ([annotation]) => ({ kind: 'annotated', annotation }),
  ],
  [
    /^'([^']+)' in env\.summary\.keys$/,
    ([variable]) => ({ kind: 'variable', variable }),
  ],
  [
    /^members\.(\w+)\.exists\((\w+), '([^']+)' in \2\.env\.summary\.keys\)$/,
    ([target, , variable]) => ({ kind: 'variable', variable, target }),
  ],
  [
    new RegExp(`^param\\.(\\w+)\\.exists\\((\\w+), \\2 in ${PATH}\\)$`),
    ([parameter]) => ({ kind: 'listed', parameter: wordsOf(parameter) }),
  ],
  [
    /^'([^']+)' in metrics\.provider\.names$/,
    ([name]) => ({ kind: 'named', name }),
  ],
  [
    /^entity\.type in \[([^\]]+)\]$/,
    ([list]) => ({ kind: 'type', types: listed(list) }),
  ],
  [
    /^entity\.type == '([^']+)'$/,
    ([type]) => ({ kind: 'type', types: [type] }),
  ],
  [
    new RegExp(`^(${PATH})(?: != null)?$`),
    ([path]) => ({
      kind: 'found',
      place: path.split('.').map(wordsOf).join(' · '),
    }),
  ],
];

/**
 * The ways in which a condition holds, any of which will do; undefined where
 * one of them has no words, so that the expression itself has to be shown.
 */
export function conditionParts(when: string): ConditionPart[] | undefined {
  const parts = when.split(' || ').map(each => partOf(each.trim()));
  return parts.every(each => each !== undefined) ? parts : undefined;
}

/** What stands in quotes between brackets. */
function listed(list: string): string[] {
  return list.split(',').map(each => each.trim().slice(1, -1));
}

function partOf(text: string): ConditionPart | undefined {
  for (const [pattern, toPart] of PATTERNS) {
    const found = pattern.exec(text);
    if (found) return toPart(found.slice(1));
  }
  return undefined;
}
