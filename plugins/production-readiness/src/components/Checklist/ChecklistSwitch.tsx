import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useChecklistChoice } from '../../hooks/useChecklistChoice';
import { useText } from '../../text';
import {
  checklistOptions,
  keyOf,
  type ChecklistOption,
} from '../../viewModel/availableChecklists';
import { Choice } from '../FilterBar/Choice';

/** Which of several checklists, or launch units, to look at; with one there is nothing to choose. */
export function ChecklistSwitch(props: {
  view: Pick<ScorecardView, 'checklist' | 'subjectRef' | 'available'>;
}) {
  const t = useText();
  const [, choose] = useChecklistChoice();
  const { checklist, subjectRef, available } = props.view;
  const options = checklistOptions(available);
  if (options.length < 2) return null;
  return (
    <Choice
      label={t('headline.checklist')}
      value={keyOf(checklist.id, subjectRef)}
      options={options.map(option => ({
        id: option.key,
        title: titleOf(option),
      }))}
      onChange={key => {
        const option = options.find(each => each.key === key);
        if (!option) return;
        choose({
          checklist: option.checklist,
          subject: option.ambiguous ? option.subject : undefined,
        });
      }}
      required
    />
  );
}

function titleOf(option: ChecklistOption): string {
  if (!option.ambiguous) return option.title;
  return `${option.title} (${humanizeEntityRef(
    parseEntityRef(option.subject),
  )})`;
}
