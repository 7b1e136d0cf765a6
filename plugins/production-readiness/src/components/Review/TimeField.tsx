import { useText } from '../../text';
import { fromLocalInput, localZone } from '../../viewModel/localTime';
import { utcTime } from '../../viewModel/relativeTime';
import { Field } from '../Statements/Field';

/** A time in the reader's zone, with what that is in UTC. */
export function TimeField(props: {
  label: string;
  /** As a `datetime-local` field has it. */
  value: string;
  /** What is wrong with it. */
  error?: string;
  onChange(value: string): void;
}) {
  const t = useText();
  const { label, value, error, onChange } = props;
  const at = fromLocalInput(value);
  return (
    <Field
      required
      type="datetime-local"
      label={label}
      value={value}
      error={Boolean(error)}
      helperText={
        error ??
        t('review.zone', { zone: localZone(), utc: at ? utcTime(at) : '–' })
      }
      onChange={onChange}
      InputLabelProps={{ shrink: true }}
      style={{ minWidth: 280 }}
    />
  );
}
