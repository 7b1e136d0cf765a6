import TextField, {
  type StandardTextFieldProps,
} from '@material-ui/core/TextField';
import { useId } from 'react';

/** A text field whose label belongs to it: without an id it would be mere text beside it. */
export function Field(
  props: Omit<StandardTextFieldProps, 'id' | 'onChange'> & {
    value: string;
    onChange(value: string): void;
  },
) {
  const { onChange, ...rest } = props;
  return (
    <TextField
      {...rest}
      id={useId()}
      onChange={event => onChange(event.target.value)}
    />
  );
}
