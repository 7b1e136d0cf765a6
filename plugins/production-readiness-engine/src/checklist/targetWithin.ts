import type { Target } from '@production-readiness/backstage-plugin-production-readiness-common';

/**
 * Whether whatever one target selects, another selects too: the aggregator is a
 * worker. What is collected on the wider one is then collected on it.
 */
export function isWithin(inner: Target, outer: Target): boolean {
  if (inner === outer) return true;
  if (Boolean(inner.subject) !== Boolean(outer.subject)) return false;
  if (!outer.subject && !outer.kind && !outer.type && !outer.name) return false;
  return (
    (outer.kind === undefined || outer.kind === inner.kind) &&
    isPart(inner.type, outer.type) &&
    isPart(inner.name, outer.name)
  );
}

function isPart(
  inner: readonly string[] | undefined,
  outer: readonly string[] | undefined,
): boolean {
  if (!outer) return true;
  return inner !== undefined && inner.every(value => outer.includes(value));
}
