import type {
  Truth,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** What decides: GO criteria and critical items; and NO-GO triggers. @public */
export interface Deciding {
  for: readonly Truth[];
  against: readonly Truth[];
}

/**
 * Fails closed: what is not known to hold can never make a GO (semantics 5.5).
 * Null for a checklist without gate rules; where nothing applies there is
 * nothing to make a GO of.
 *
 * @public
 */
export function decideVerdict({
  for: wanted,
  against,
}: Deciding): Verdict | null {
  if (wanted.length === 0 && against.length === 0) return null;
  if (wanted.includes('false') || against.includes('true')) return 'no-go';
  const settled = ![...wanted, ...against].includes('unknown');
  return settled && wanted.includes('true') ? 'go' : 'undecided';
}
