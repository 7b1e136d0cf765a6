import type { z } from 'zod';
import type { LintFinding } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { PathStep, Position, SourceFile } from './sourceFile';

type Issue = z.core.$ZodIssue;

/** What a schema says of a file, each with its position in it. */
export function schemaFindings(
  file: SourceFile,
  issues: readonly Issue[],
): LintFinding[] {
  return issues.flatMap(issue => findingsOf(file, issue, []));
}

function findingsOf(
  file: SourceFile,
  issue: Issue,
  above: readonly PathStep[],
): LintFinding[] {
  const path = [...above, ...issue.path.map(toStep)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key =>
        finding(
          `${where(path)}unknown key '${key}'`,
          file.positionOfKey(path, key),
        ),
      );
    case 'invalid_key':
      return issue.issues.map(inner =>
        finding(
          `${where(path)}the key ${inner.message}`,
          file.positionOfKey(path.slice(0, -1), path[path.length - 1]),
        ),
      );
    case 'invalid_union': {
      const branch = likeliestBranch(issue.errors);
      if (branch) return branch.flatMap(inner => findingsOf(file, inner, path));
      return [finding(`${where(path)}${issue.message}`, file.positionOf(path))];
    }
    default:
      return [finding(`${where(path)}${issue.message}`, file.positionOf(path))];
  }
}

/** The branch that the writer meant: the one that got furthest. */
function likeliestBranch(
  branches: readonly (readonly Issue[])[],
): readonly Issue[] | undefined {
  const meant = branches.filter(
    issues =>
      !issues.some(
        issue => issue.path.length === 0 && issue.code === 'invalid_type',
      ),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

function finding(message: string, position: Position): LintFinding {
  return { level: 'error', rule: 'schema', message, ...position };
}

function toStep(step: PropertyKey): PathStep {
  return typeof step === 'number' ? step : String(step);
}

/** For example `sections[0].items[2].why: `. */
function where(path: readonly PathStep[]): string {
  if (path.length === 0) return '';
  const written = path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('');
  return `${written.replace(/^\./, '')}: `;
}
