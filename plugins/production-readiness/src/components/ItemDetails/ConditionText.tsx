import { useText, type Text } from '../../text';
import {
  conditionParts,
  type ConditionPart,
} from '../../viewModel/conditionWords';

/** When a criterion applies, in words where there are some; else the expression itself. */
export function ConditionText(props: { when: string }) {
  const t = useText();
  const parts = conditionParts(props.when);
  if (!parts) return <code>{props.when}</code>;
  return (
    <span title={props.when}>
      {parts.map(part => partText(part, t)).join(t('condition.or'))}
    </span>
  );
}

function partText(part: ConditionPart, t: Text): string {
  switch (part.kind) {
    case 'feature':
      return t('condition.feature', { feature: part.feature });
    case 'annotation':
      return t('condition.annotation', {
        annotation: part.annotation,
        value: part.values
          .map(value => (value ? `"${value}"` : t('detail.nothing')))
          .join(t('condition.or')),
      });
    case 'annotated':
      return t('condition.annotated', { annotation: part.annotation });
    case 'variable':
      return part.target
        ? t('condition.variableOf', {
            variable: part.variable,
            target: part.target,
          })
        : t('condition.variable', { variable: part.variable });
    case 'listed':
      return t('condition.listed', { parameter: part.parameter });
    case 'named':
      return t('condition.named', { name: part.name });
    case 'type':
      return t('condition.type', { types: part.types.join(t('condition.or')) });
    default:
      return t('condition.found', { place: part.place });
  }
}
