import {
  readShape,
  type JsonObject,
  type ReportParser,
  type ReportRecord,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { RULE_SETS, type RuleSet } from './sarifRuleSets';
import { ofOneCommit, oldestOf } from './sameCommit';
import { orNull } from './shapes';

const id = z.string().min(1).max(500);
const level = z.enum(['none', 'note', 'warning', 'error']);

const properties = z
  .looseObject({
    tags: z.array(z.string().max(500)).max(200).default([]),
    'security-severity': z.union([z.string(), z.number()]).optional(),
  })
  .default({ tags: [] });

const rule = z.object({
  id,
  name: z.string().max(500).optional(),
  defaultConfiguration: z.object({ level: level.optional() }).optional(),
  properties,
});

const component = z.object({
  name: z.string().min(1).max(200),
  rules: z.array(rule).max(20_000).default([]),
});

const result = z.object({
  ruleId: id.optional(),
  ruleIndex: z.number().int().min(-1).optional(),
  rule: z
    .object({
      id: id.optional(),
      index: z.number().int().min(-1).optional(),
      toolComponent: z.object({ index: z.number().int().min(-1) }).optional(),
    })
    .optional(),
  kind: z.string().max(40).default('fail'),
  level: level.optional(),
  baselineState: z.string().max(40).optional(),
  suppressions: z
    .array(z.object({ status: z.string().max(40).optional() }))
    .optional(),
});

const run = z.object({
  tool: z.object({
    driver: component,
    extensions: z.array(component).max(100).default([]),
  }),
  // Null where a scan ended before it had results: then it says nothing.
  results: orNull(z.array(result).max(50_000)),
  invocations: z
    .array(z.object({ executionSuccessful: z.boolean() }))
    .default([]),
  properties: z
    .looseObject({
      /** Rule sets that the run covered, for tools that list only what they found. */
      'production-readiness.ruleSets': z.array(z.string()).max(50).default([]),
    })
    .optional(),
});

const log = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(run).min(1).max(50),
});

type Rule = z.output<typeof rule>;
type Result = z.output<typeof result>;
type Run = z.output<typeof run>;

/** From here on `security-severity` is critical, by the convention of code scanning. */
const CRITICAL = 9;

/**
 * SARIF 2.1 of one or several scanners. Each tool has its own series: Bandit's
 * next report does not replace that of gitleaks, but only scans of one commit
 * are put together. Messages and snippets are not kept; they may quote secrets.
 */
export const sarifParser: ReportParser = {
  type: 'sarif',
  title: 'SARIF scan report',
  parse(payload) {
    const { runs } = readShape(log, payload);
    const tools = [...new Set(runs.map(each => each.tool.driver.name))].sort();
    const open = runs.flatMap(openResults);
    return {
      series: tools.join(', ').slice(0, 200),
      value: {
        tools,
        open: open.length,
        critical: open.filter(({ found }) => isCritical(found)).length,
        ungraded: open.filter(isUngraded).length,
        ruleSets: Object.fromEntries(
          RULE_SETS.map(set => [
            set.id,
            {
              ran: runs.some(each => covers(each, set)),
              open: open.filter(each => isOf(each.found, set)).length,
            },
          ]),
        ),
      },
    };
  },
  combine(records) {
    const together = ofOneCommit(records);
    const ruleSets = combineRuleSets(together);
    const sum = (key: string) =>
      together.reduce((total, { value }) => total + Number(value[key]), 0);
    const critical = sum('critical');
    const ungraded = sum('ungraded');
    return {
      producedAt: oldestOf(together),
      value: {
        tools: together.flatMap(({ value }) => value.tools as string[]).sort(),
        open: sum('open'),
        critical,
        ungraded,
        ruleSets,
        awaited: {
          ...Object.fromEntries(
            RULE_SETS.filter(
              set => !(ruleSets[set.id] as { ran: boolean }).ran,
            ).map(set => [
              `ruleSets.${set.id}`,
              `no scan of the commit ran rules on ${set.title}`,
            ]),
          ),
          ...(critical === 0 && ungraded > 0
            ? {
                critical: `${ungraded} open errors have no security-severity: nobody knows how grave they are`,
              }
            : {}),
        },
      },
    };
  },
};

function combineRuleSets(records: ReportRecord[]): JsonObject {
  return Object.fromEntries(
    RULE_SETS.map(({ id: set }) => {
      const each = records.map(({ value }) => {
        const sets = value.ruleSets as Record<
          string,
          { ran: boolean; open: number } | undefined
        >;
        return sets[set] ?? { ran: false, open: 0 };
      });
      return [
        set,
        {
          ran: each.some(({ ran }) => ran),
          open: each.reduce((total, { open }) => total + open, 0),
        },
      ];
    }),
  );
}

/** A result with the rule that it broke. */
interface Open {
  found: { id: string; rule: Rule | undefined };
  level: 'warning' | 'error';
}

function openResults(one: Run): Open[] {
  return (one.results ?? []).flatMap(each => {
    const broken = ruleOf(one, each);
    const ruleId = each.ruleId ?? each.rule?.id ?? broken?.id ?? '';
    const grade =
      each.level ?? broken?.defaultConfiguration?.level ?? 'warning';
    const isOpen =
      each.kind === 'fail' &&
      each.baselineState !== 'absent' &&
      !isSuppressed(each);
    return isOpen && (grade === 'warning' || grade === 'error')
      ? [{ found: { id: ruleId, rule: broken }, level: grade }]
      : [];
  });
}

/** Accepted unless it says otherwise, as the standard has it. */
function isSuppressed({ suppressions = [] }: Result): boolean {
  return suppressions.some(({ status = 'accepted' }) => status === 'accepted');
}

function ruleOf({ tool }: Run, each: Result): Rule | undefined {
  const extension = each.rule?.toolComponent?.index ?? -1;
  const { rules } =
    extension >= 0 ? tool.extensions[extension] ?? tool.driver : tool.driver;
  const index = each.rule?.index ?? each.ruleIndex ?? -1;
  const wanted = each.ruleId ?? each.rule?.id;
  return index >= 0 ? rules[index] : rules.find(known => known.id === wanted);
}

/** Null: the tool does not grade its findings. */
function severityOf({ rule: broken }: Open['found']): number | null {
  const text = broken?.properties['security-severity'];
  const severity = text === undefined ? NaN : Number(text);
  return Number.isFinite(severity) ? severity : null;
}

function isCritical(found: Open['found']): boolean {
  const severity = severityOf(found);
  return severity !== null && severity >= CRITICAL;
}

/** A warning is not grave, whatever it is about. */
function isUngraded({ found, level: grade }: Open): boolean {
  return grade === 'error' && severityOf(found) === null;
}

/** A run that did not end well, or that has no results, covers nothing. */
function covers(one: Run, set: RuleSet): boolean {
  const { tool, results, invocations, properties: own } = one;
  const isDone =
    results !== null &&
    invocations.every(({ executionSuccessful }) => executionSuccessful);
  if (!isDone) return false;
  const declared = own?.['production-readiness.ruleSets'] ?? [];
  const listed = [tool.driver, ...tool.extensions].flatMap(
    ({ rules }) => rules,
  );
  return (
    declared.includes(set.id) ||
    set.tools.some(known => known.test(tool.driver.name)) ||
    listed.some(each => isOf({ id: each.id, rule: each }, set))
  );
}

function isOf({ id: ruleId, rule: broken }: Open['found'], set: RuleSet) {
  const names = [
    ruleId,
    broken?.name ?? '',
    ...(broken?.properties.tags ?? []),
  ];
  return names.some(name => set.rules.some(pattern => pattern.test(name)));
}
