import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { useText } from '../../text';
import { Field } from './Field';
import { FormDialog } from './FormDialog';

/** Asks why; nothing is settled without a reason. */
export function ReasonDialog(props: {
  title: string;
  /** What it is about. */
  text: string;
  submit: string;
  onClose(): void;
  onSubmit(reason: string): Promise<void>;
}) {
  const t = useText();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={props.title}
      submit={props.submit}
      incomplete={reason.trim() === ''}
      onClose={props.onClose}
      onSubmit={() => props.onSubmit(reason.trim())}
    >
      <Typography paragraph>{props.text}</Typography>
      <Field
        fullWidth
        required
        multiline
        minRows={2}
        label={t('statements.reason')}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
