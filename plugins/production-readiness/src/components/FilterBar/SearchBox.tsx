import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

const PAUSE_MS = 250;

/** Text that is handed on once the typing pauses. */
export function SearchBox(props: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const id = useId();
  const { label, value, onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useDebounce(() => typed !== value && onChange(typed), PAUSE_MS, [typed]);
  return (
    <TextField
      id={id}
      type="search"
      size="small"
      label={label}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      InputLabelProps={{ shrink: true }}
      style={{ minWidth: 230 }}
    />
  );
}
