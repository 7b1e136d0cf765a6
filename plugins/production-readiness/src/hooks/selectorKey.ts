import type { ScorecardSelector } from '@production-readiness/backstage-plugin-production-readiness-common';

/** Equal for selectors that ask for the same. */
export function selectorKey(selector: ScorecardSelector): string {
  return [
    selector.entityRef,
    selector.checklist ?? '',
    selector.subject ?? '',
  ].join('|');
}
