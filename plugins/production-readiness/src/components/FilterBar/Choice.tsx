import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { useText } from '../../text';

/** One of several, or any; the platform's own select, so that keyboard and zoom just work. */
export function Choice(props: {
  label: string;
  value: string;
  options: { id: string; title: string }[];
  onChange(id: string): void;
  /** Leaves out 'any'. */
  required?: boolean;
}) {
  const t = useText();
  const id = useId();
  const { label, value, options, onChange, required } = props;
  // An address may name several or something unknown here: shown as it is.
  const listed = !value || options.some(each => each.id === value);
  return (
    <TextField
      select
      id={id}
      size="small"
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      style={{ minWidth: 110 }}
    >
      {!required && <option value="">{t('filter.any')}</option>}
      {!listed && <option value={value}>{value}</option>}
      {options.map(option => (
        <option key={option.id} value={option.id}>
          {option.title}
        </option>
      ))}
    </TextField>
  );
}
