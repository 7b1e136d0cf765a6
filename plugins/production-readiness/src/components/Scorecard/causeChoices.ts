import type { UnknownGroup } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Text } from '../../text';
import { linesOfGroups, type ShownCause } from '../../viewModel/unknownGroups';

/** The causes that occur, in the order of the list above, for the filter. */
export function causeChoices(
  groups: UnknownGroup[],
  t: Text,
): { id: string; title: string }[] {
  const causes = new Set(linesOfGroups(groups).map(line => line.cause));
  return [...causes].map(id => ({ id, title: causeWord(id, t) }));
}

function causeWord(cause: ShownCause, t: Text): string {
  return cause === 'not-connected' || cause === 'collector-failing'
    ? t(`cause.${cause}`, { source: t('detail.source') })
    : t(`cause.${cause}`);
}
