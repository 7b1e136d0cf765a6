import type { CSSProperties } from 'react';
import { useText } from '../../text';
import { toOwnerRef } from '../../viewModel/decisionForm';
import { Field } from '../Statements/Field';

/** A user or group by name; what the catalog knows is offered from a list that several fields share. */
export function PersonField(props: {
  label: string;
  value: string;
  /** Id of the `PeopleList`. */
  people: string;
  hideLabel?: boolean;
  /** What holds where it is empty; else an example. */
  placeholder?: string;
  required?: boolean;
  style?: CSSProperties;
  onChange(value: string): void;
}) {
  const t = useText();
  const { label, value, people, hideLabel, placeholder, ...rest } = props;
  const { required, style, onChange } = rest;
  const isBad = value.trim() !== '' && !toOwnerRef(value);
  return (
    <Field
      size="small"
      required={required}
      label={hideLabel ? undefined : label}
      value={value}
      error={isBad}
      helperText={isBad ? t('review.items.noPerson') : undefined}
      placeholder={placeholder ?? t('review.items.ownerExample')}
      onChange={onChange}
      InputLabelProps={{ shrink: true }}
      inputProps={{
        list: people,
        autoComplete: 'off',
        'aria-label': hideLabel ? label : undefined,
      }}
      style={style}
    />
  );
}
