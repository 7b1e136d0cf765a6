import { useText } from '../../text';
import { Choice } from '../FilterBar/Choice';

/** Which of several checklists to look at; with one there is nothing to choose. */
export function ChecklistSwitch(props: {
  current: string;
  choices: { id: string; title: string }[];
  onChange(id: string): void;
}) {
  const t = useText();
  if (props.choices.length < 2) return null;
  return (
    <Choice
      label={t('headline.checklist')}
      value={props.current}
      options={props.choices}
      onChange={props.onChange}
      required
    />
  );
}
