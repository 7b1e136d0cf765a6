import type {
  Checklist,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compileCondition, compileValue } from '../../expression/compile';
import { reachableUses } from '../../expression/reachable';
import type { ExpressionProblem, FactUse } from '../../expression/translate';
import {
  collectorOf,
  REPORT_COLLECTOR,
  vocabularyOf,
} from '../../expression/vocabulary';
import type { Vocabulary } from '../../expression/vocabulary';
import { isWithin } from '../targetWithin';
import { leavesOf } from '../tree';
import type { About, LintContext } from './context';

class ExpressionLint {
  private readonly checklist: Checklist;
  private readonly vocabulary: Vocabulary;
  private readonly collectedOn: Map<string, readonly string[]>;
  private readonly subjectTargets: string[];
  private readonly read = new Set<string>();
  private readonly reported = new Set<string>();
  private failed = false;

  constructor(private readonly lint: LintContext) {
    this.checklist = lint.checklist;
    this.vocabulary = vocabularyOf(this.checklist);
    this.collectedOn = new Map(
      this.checklist.collect.map(({ fact, for: targets }) => [fact, targets]),
    );
    this.subjectTargets = Object.entries(this.checklist.targets)
      .filter(([, target]) => target.subject)
      .map(([name]) => name);
  }

  run(): void {
    for (const item of this.checklist.items) {
      for (const criterion of item.criteria) {
        const own = criterion.when !== item.when;
        if (criterion.when !== undefined) {
          const about = { part: own ? criterion : item, inside: ['when'] };
          this.condition(criterion.when, criterion.for, about);
          this.constantCondition(criterion.when, about);
        }
        this.tree(criterion.verify, criterion.for);
      }
    }
    const rows = [
      ...this.checklist.critical,
      ...this.checklist.go,
      ...this.checklist.noGo,
      ...this.checklist.postLaunch.flatMap(window => window.checks),
    ];
    // Rows that decide are about the subject.
    for (const row of rows) this.tree(row.verify, this.subjectTargets);
    for (const command of this.checklist.commands) {
      this.value(command.result, [command.for], {
        part: command,
        inside: ['result'],
      });
    }
    this.reportRules();
    this.requests();
    // An expression that does not compile may be the one that reads a fact.
    if (!this.failed) this.unusedFacts();
  }

  private tree(tree: Tree, targets: readonly string[]): void {
    for (const leaf of leavesOf(tree)) {
      if ('check' in leaf) {
        this.condition(leaf.check, targets, { part: leaf, inside: ['check'] });
        if (leaf.warnWhen) {
          this.condition(leaf.warnWhen.check, targets, {
            part: leaf,
            inside: ['warnWhen', 'check'],
          });
        }
      } else if ('report' in leaf && leaf.report.check !== undefined) {
        this.condition(leaf.report.check, targets, {
          part: leaf.report,
          inside: ['check'],
        });
      } else if ('attest' in leaf) {
        this.attestation(leaf, targets);
      }
    }
  }

  private attestation(
    leaf: Extract<Tree, { attest: unknown }>,
    targets: readonly string[],
  ): void {
    const { boundTo, document } = leaf.attest;
    if (boundTo !== undefined) {
      this.value(boundTo, targets, {
        part: leaf,
        inside: ['attest', 'boundTo'],
      });
    }
    for (const { collector, fact, params } of this.checklist.collect) {
      if (collector === 'doc' && document && params.document === document) {
        this.read.add(fact);
      }
    }
  }

  private condition(
    source: string,
    targets: readonly string[],
    about: About,
  ): void {
    const { compiled, problems } = compileCondition(source, this.vocabulary);
    this.problems(problems, source, about);
    if (!compiled) return;
    for (const { fact } of compiled.uses) this.read.add(fact);
    for (const target of targets) {
      const selected = this.checklist.targets[target];
      if (!selected) continue;
      this.uses(reachableUses(compiled.skeleton, selected), target, about);
    }
  }

  private value(
    source: string,
    targets: readonly string[],
    about: About,
  ): void {
    const { compiled, problems } = compileValue(source, this.vocabulary);
    this.problems(problems, source, about);
    if (!compiled) return;
    for (const { fact } of compiled.leaf.uses) this.read.add(fact);
    for (const target of targets) {
      this.uses(compiled.leaf.uses, target, about);
    }
  }

  private problems(
    problems: readonly ExpressionProblem[],
    source: string,
    about: About,
  ): void {
    for (const { rule, message, offset } of problems) {
      this.failed = true;
      this.lint.error(rule, `${message}, in: ${source}`, { ...about, offset });
    }
  }

  private constantCondition(source: string, about: About): void {
    if (!compileCondition(source, this.vocabulary).compiled?.constant) return;
    this.lint.error(
      'unreachable-condition',
      `the condition is always the same: ${source}`,
      about,
    );
  }

  private uses(uses: readonly FactUse[], target: string, about: About): void {
    for (const { fact, scope } of uses) {
      if (collectorOf(fact) === REPORT_COLLECTOR) continue;
      if (scope === 'own') this.collected(fact, target, about);
      else if (scope !== 'subject') this.collected(fact, scope.members, about);
      else if (!this.subjectTargets.some(one => this.isCollected(fact, one))) {
        this.notCollected(fact, 'the subject', about);
      }
    }
  }

  private collected(fact: string, target: string, about: About): void {
    if (!this.isCollected(fact, target)) this.notCollected(fact, target, about);
  }

  private isCollected(fact: string, target: string): boolean {
    const { targets } = this.checklist;
    const selected = targets[target];
    return (this.collectedOn.get(fact) ?? []).some(
      name =>
        name === target ||
        (selected && targets[name] && isWithin(selected, targets[name])),
    );
  }

  private notCollected(fact: string, on: string, about: About): void {
    // One expression reads a fact in many places; once is enough.
    const place = JSON.stringify(this.lint.positionOf(about) ?? {});
    const key = `${fact}|${on}|${place}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.lint.error(
      'fact-not-collected-here',
      `reads '${fact}', which is not collected on ${on}`,
      about,
    );
  }

  private reportRules(): void {
    for (const [type, { check }] of Object.entries(this.checklist.reports)) {
      if (check === undefined) continue;
      const about = {
        part: this.checklist,
        inside: ['reports', type, 'check'],
      };
      // Whoever uses the type has the report, wherever that is.
      this.condition(check, [], about);
    }
  }

  private requests(): void {
    const vocabulary = { ...this.vocabulary, facts: new Map<string, number>() };
    for (const definition of this.checklist.collect) {
      eachExpression(definition.params, [], (source, inside) => {
        const { problems } = compileValue(source, vocabulary, 'request');
        for (const { rule, message, offset } of problems) {
          this.lint.error(
            rule === 'uncollected-fact' ? 'cyclic-fact' : rule,
            `${message}, in: ${source}`,
            { part: definition, inside, offset: offset + 1 },
          );
        }
      });
    }
  }

  private unusedFacts(): void {
    for (const definition of this.checklist.collect) {
      if (this.read.has(definition.fact)) continue;
      this.lint.warning(
        'unused-fact',
        `nothing reads the fact '${definition.fact}'`,
        { part: definition },
      );
    }
  }
}

function eachExpression(
  value: unknown,
  path: (string | number)[],
  visit: (source: string, path: (string | number)[]) => void,
): void {
  if (typeof value === 'string') {
    if (value.startsWith('=')) visit(value.slice(1), path);
  } else if (Array.isArray(value)) {
    value.forEach((entry, index) =>
      eachExpression(entry, [...path, index], visit),
    );
  } else if (value !== null && typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) {
      eachExpression(entry, [...path, key], visit);
    }
  }
}

/** Every expression compiles, and reads what is collected where it is evaluated. */
export function lintExpressions(lint: LintContext): void {
  new ExpressionLint(lint).run();
}
