import { useText, type Text } from '../../text';
import type { FixReason } from '../../viewModel/fixList';
import type { Found } from '../../viewModel/found';
import { textOf } from '../../viewModel/words';
import { SilenceText } from './SilenceText';

/** What was found, then what was expected. */
export function ReasonText(props: { reason: FixReason }) {
  const t = useText();
  const { silence, found, text, expected } = props.reason;
  return (
    <>
      {silence && <SilenceText silence={silence} />}
      {found && foundText(found, t)}
      {text}
      {expected && ` · ${t('found.expected', { expected })}`}
    </>
  );
}

function foundText({ place, label, value }: Found, t: Text): string {
  if (value === 0 && label === 'count') return t('found.nothing');
  const text =
    value === null
      ? t('found.none', { label })
      : t(typeof value === 'boolean' ? 'found.value' : 'found.plain', {
          label,
          value: wordOf(value, t),
        });
  return place ? `${place}: ${text}` : text;
}

function wordOf(value: NonNullable<Found['value']>, t: Text): string {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') return String(value);
  return value ? t('found.yes') : t('found.no');
}
