import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import type {
  ReviewView,
  SignOffInput,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import { Field } from '../Statements/Field';
import { FormDialog } from '../Statements/FormDialog';
import { ConcernedRows } from './ConcernedRows';

const STATEMENTS = ['go', 'no-go'] as const;

/** One word for a role, over the rows that concern it. */
export function SignDialog(props: {
  review: ReviewView;
  role: string;
  onClose(): void;
  onSubmit(input: SignOffInput): Promise<void>;
}) {
  const t = useText();
  const { review, role } = props;
  const [statement, setStatement] = useState<SignOffInput['statement']>();
  const [note, setNote] = useState('');
  const signOff = review.signOffDetails.find(each => each.role === role);
  return (
    <FormDialog
      title={t('review.sign.title', { role: signOff?.title ?? role })}
      submit={t('review.sign.submit')}
      incomplete={!statement}
      onClose={props.onClose}
      onSubmit={async () => {
        if (!statement) return;
        await props.onSubmit({
          role,
          statement,
          ...(note.trim() && { note: note.trim() }),
        });
      }}
    >
      <Typography paragraph>{t('review.sign.says')}</Typography>
      <ConcernedRows review={review} ids={signOff?.concerns ?? []} />
      <RadioGroup
        row
        aria-label={t('review.sign.statement')}
        value={statement ?? ''}
        onChange={event =>
          setStatement(STATEMENTS.find(each => each === event.target.value))
        }
      >
        {STATEMENTS.map(each => (
          <FormControlLabel
            key={each}
            value={each}
            control={<Radio color="primary" />}
            label={t(`verdict.${each}`)}
          />
        ))}
      </RadioGroup>
      <Field
        fullWidth
        multiline
        minRows={2}
        label={t('review.sign.note')}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
