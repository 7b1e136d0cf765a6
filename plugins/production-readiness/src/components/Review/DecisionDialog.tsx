import Typography from '@material-ui/core/Typography';
import type {
  DecisionInput,
  DecisionOutcome,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import {
  assignsItems,
  needsReason,
  toDecisionInput,
  type DecisionForm,
} from '../../viewModel/decisionForm';
import { VerdictMark } from '../Mark/VerdictMark';
import { Field } from '../Statements/Field';
import { FormDialog } from '../Statements/FormDialog';
import { useNow } from '../Time/Clock';
import { FrozenBlockers } from './FrozenBlockers';
import { OpenItemsForm } from './OpenItemsForm';

const DAY_MS = 24 * 60 * 60_000;
const USUAL_DAYS = 14;

/** Records what was decided: all that it rests on is frozen with it. */
export function DecisionDialog(props: {
  review: ReviewView;
  outcome: DecisionOutcome;
  onClose(): void;
  onSubmit(input: DecisionInput): Promise<void>;
}) {
  const t = useText();
  const now = useNow();
  const { review, outcome } = props;
  const [form, setForm] = useState<DecisionForm>(() => ({
    reason: '',
    all: {
      owner: '',
      due: new Date(now + USUAL_DAYS * DAY_MS).toISOString().slice(0, 10),
    },
    own: {},
  }));
  const input = toDecisionInput(outcome, form, {
    toAssign: review.toAssign,
    now,
  });
  return (
    <FormDialog
      wide={assignsItems(outcome)}
      title={t(`review.decide.${outcome}.title`)}
      submit={t(`review.decide.${outcome}.submit`)}
      incomplete={!input}
      onClose={props.onClose}
      onSubmit={async () => {
        if (input) await props.onSubmit(input);
      }}
    >
      <Typography paragraph>
        {t('review.decide.verdictIs')} <VerdictMark verdict={review.verdict} />.{' '}
        {t(`review.decide.${outcome}.says`)}
      </Typography>
      {outcome === 'exception' && <FrozenBlockers review={review} />}
      <Field
        fullWidth
        required={needsReason(outcome)}
        multiline
        minRows={2}
        label={t('review.decide.reason')}
        value={form.reason}
        onChange={reason => setForm({ ...form, reason })}
        style={{ marginBottom: 16 }}
      />
      {assignsItems(outcome) && (
        <OpenItemsForm review={review} form={form} onChange={setForm} />
      )}
    </FormDialog>
  );
}
