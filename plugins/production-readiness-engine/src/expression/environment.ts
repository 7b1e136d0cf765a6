import { Environment } from '@marcbachmann/cel-js';
import { ANNOTATION_FEATURES } from '@production-readiness/backstage-plugin-production-readiness-common';
import { currentScope } from './scope';
import { registerTime } from './time';

// Far more than any check needs; a checklist from a URL is not trusted.
const LIMITS = { maxAstNodes: 2000, maxDepth: 64, maxListElements: 500 };

/**
 * The CEL of checklists: every fact is dynamic, numbers are doubles (the
 * translation sees to it), and functions read the current scope.
 */
export const celEnvironment = createEnvironment();

function createEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  })
    .registerOperator('double % double', (a: number, b: number) => a % b)
    .registerFunction('annotation(string): string', annotation)
    .registerFunction('requiredAnnotation(string): string', requiredAnnotation)
    .registerFunction('feature(string): bool', feature);
  registerTime(environment);
  return environment;
}

/** The entity's annotation, else its subject's, else ''. */
export function annotation(key: string): string {
  const { entity, subject } = currentScope();
  return own(entity.annotations, key) ?? own(subject.annotations, key) ?? '';
}

/** As `annotation`, but without it the whole expression yields nothing. */
function requiredAnnotation(key: string): string {
  const value = annotation(key);
  if (value === '') {
    currentScope().undeclared = key;
    throw new Error(`the annotation '${key}' is not set`);
  }
  return value;
}

/** Whether the entity or its subject declares a feature. */
export function feature(name: string): boolean {
  const { entity, subject } = currentScope();
  return [entity, subject].some(({ annotations }) =>
    commaSeparated(own(annotations, ANNOTATION_FEATURES)).includes(name),
  );
}

/** Parts of a comma-separated annotation. */
export function commaSeparated(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function own(record: Record<string, string>, key: string): string | undefined {
  return Object.prototype.hasOwnProperty.call(record, key)
    ? record[key]
    : undefined;
}
