import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';

/** What an answer says: objects without the fields that say nothing; null where nothing is left. */
export function answered(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return value;
  }
  const said = Object.entries(value)
    .map(([name, each]) => [name, answered(each)] as const)
    .filter(([, each]) => each !== null);
  return said.length ? Object.fromEntries(said) : null;
}
