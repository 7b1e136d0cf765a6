import type {
  JsonObject,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { isInside } from '../expression/factUses';

/** In the value of a report: by criterion, what its expressions read as `mapped`. */
const BY_CRITERION = 'byCriterion';
const MAPPED = 'mapped';
/** In the value of a report: paths of which it says nothing, and why. */
const AWAITED = 'awaited';

/** What an expression of a criterion is given of a report. */
export type ReportView =
  | { value: JsonValue }
  /** Why the report says nothing of what is read. */
  | { awaited: string };

/**
 * A report as the expressions of one criterion see it. A part of which the
 * report says nothing is not false: it is still awaited.
 */
export function viewReport(
  value: JsonValue,
  { paths, criterion }: { paths: readonly string[][]; criterion: string },
): ReportView {
  if (!isObject(value)) return { value };
  const awaited = awaitedOf(value, paths);
  if (awaited !== undefined) return { awaited };
  const byCriterion = own(value, BY_CRITERION);
  if (!paths.some(readsMapped) || !isObject(byCriterion)) return { value };
  const mapped = own(byCriterion, criterion);
  return mapped === undefined
    ? { awaited: `no test is mapped to ${criterion}` }
    : { value: { ...value, [MAPPED]: mapped } };
}

/** Where what was read as `mapped` lies in the report as it is stored. */
export function storedPath(
  path: string[],
  options: { value: JsonValue | undefined; criterion: string },
): string[] {
  const { value, criterion } = options;
  const isMapped =
    readsMapped(path) && isObject(value) && own(value, BY_CRITERION);
  return isMapped ? [BY_CRITERION, criterion, ...path.slice(1)] : path;
}

function readsMapped([first]: readonly string[]): boolean {
  return first === MAPPED;
}

function awaitedOf(
  value: JsonObject,
  paths: readonly string[][],
): string | undefined {
  const awaited = own(value, AWAITED);
  if (!isObject(awaited)) return undefined;
  for (const [path, reason] of Object.entries(awaited)) {
    const steps = path.split('.');
    const isRead = paths.some(
      read => isInside(read, steps) || isInside(steps, read),
    );
    if (isRead && typeof reason === 'string') return reason;
  }
  return undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    value !== undefined &&
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value)
  );
}

function own(value: JsonObject, key: string): JsonValue | undefined {
  return Object.prototype.hasOwnProperty.call(value, key)
    ? value[key]
    : undefined;
}
