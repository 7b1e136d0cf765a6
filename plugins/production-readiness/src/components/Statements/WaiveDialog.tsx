import Typography from '@material-ui/core/Typography';
import type { WaiverInput } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import { useNow } from '../Time/Clock';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import type { WaiverTarget } from './StatementsContext';

const DAY_MS = 24 * 60 * 60_000;
const USUAL_DAYS = 30;

/** Asks for a waiver: why, and until when. Another person approves it. */
export function WaiveDialog(props: {
  target: WaiverTarget;
  onClose(): void;
  onSubmit(input: WaiverInput): Promise<void>;
}) {
  const t = useText();
  const now = useNow();
  const { about, entityRef, title } = props.target;
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState(() => dayOf(now + USUAL_DAYS * DAY_MS));
  return (
    <FormDialog
      title={t('statements.waiveTitle')}
      submit={t('statements.ask')}
      incomplete={reason.trim() === '' || end <= dayOf(now)}
      onClose={props.onClose}
      onSubmit={() =>
        props.onSubmit({
          about,
          ...(entityRef && { entityRef }),
          reason: reason.trim(),
          // The day that is named is the last one.
          expiresAt: `${end}T23:59:59.000Z`,
        })
      }
    >
      <Typography paragraph>
        <strong>{title}</strong>
      </Typography>
      <Typography paragraph variant="body2">
        {t('statements.waiveSays')}
      </Typography>
      <Field
        fullWidth
        required
        multiline
        minRows={2}
        label={t('statements.waiveReason')}
        value={reason}
        onChange={setReason}
        style={{ marginBottom: 16 }}
      />
      <Field
        required
        type="date"
        label={t('statements.waiveEnd')}
        value={end}
        onChange={setEnd}
        InputLabelProps={{ shrink: true }}
        inputProps={{ min: dayOf(now + DAY_MS) }}
      />
    </FormDialog>
  );
}

/** `2026-12-31`, in UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
