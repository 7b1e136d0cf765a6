import type { EntityResultView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { causeOf, reportsOf, sourceOf } from '../../viewModel/unknownGroups';
import { useNames } from '../Names/Names';

/** Who ends an unknown and how, in one sentence. */
export function useEnd(whoOf: (who: string | undefined) => string) {
  const t = useText();
  const names = useNames();
  return (result: EntityResultView): string => {
    const cause = causeOf(result);
    const source = sourceOf(result);
    return t(`ends.${cause}`, {
      who: whoOf(result.who),
      source: source ? names.sourceTitle(source) : t('detail.source'),
      report: reportsOf(result).map(names.reportTitle).join(', '),
    });
  };
}
