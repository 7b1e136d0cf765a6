import type {
  CriterionView,
  Strength,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Strongest first. */
const ORDER: readonly Strength[] = [
  'measured',
  'mapped',
  'structure',
  'vendor-statement',
  'report',
  'attested',
  'derived',
];

/**
 * What a criterion's status rests on: the weakest proof of the results that
 * decide it. Of an unknown what it would rest on (`open`); null where it does
 * not apply.
 */
export function provenStrength(
  criterion: Pick<CriterionView, 'strength' | 'rawStatus' | 'entities'>,
): { strength: Strength; open: boolean } | null {
  const { rawStatus, strength, entities } = criterion;
  if (rawStatus === 'not-applicable') return null;
  if (rawStatus === 'unknown') return { strength, open: true };
  const proofs = entities
    .filter(each => each.rawStatus === rawStatus)
    .map(each => ORDER.indexOf(each.strength));
  return proofs.length
    ? { strength: ORDER[Math.max(...proofs)], open: false }
    : { strength, open: false };
}
