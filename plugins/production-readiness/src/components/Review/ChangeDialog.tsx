import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type {
  ReviewChange,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import { fromLocalInput, toLocalInput } from '../../viewModel/localTime';
import {
  isUsableCommit,
  linesOfReleases,
  toChange,
} from '../../viewModel/releaseForm';
import { FormDialog } from '../Statements/FormDialog';
import { ReleaseFields } from './ReleaseFields';
import { TimeField } from './TimeField';

/** Another time, or other releases: what was signed for is another then. */
export function ChangeDialog(props: {
  review: Pick<ReviewView, 'plannedAt' | 'pinned'>;
  onClose(): void;
  onSubmit(change: ReviewChange): Promise<void>;
}) {
  const t = useText();
  // What it is changed from; the page below goes on being refreshed.
  const [before] = useState({
    plannedAt: props.review.plannedAt,
    releases: props.review.pinned.releases,
  });
  const [time, setTime] = useState(() => toLocalInput(before.plannedAt));
  const [lines, setLines] = useState(() => linesOfReleases(before.releases));
  const isMoved = time !== toLocalInput(before.plannedAt);
  const plannedAt = isMoved ? fromLocalInput(time) : before.plannedAt;
  const change = plannedAt && toChange(before, { plannedAt, lines });
  const isBad = lines.some(({ commit }) => !isUsableCommit(commit));
  return (
    <FormDialog
      wide
      title={t('review.change.title')}
      submit={t('review.change.submit')}
      incomplete={!change || isBad}
      onClose={props.onClose}
      onSubmit={async () => {
        if (change) await props.onSubmit(change);
      }}
    >
      <Alert severity="warning" style={{ marginBottom: 16 }}>
        {t('review.change.says')}
      </Alert>
      <TimeField
        label={t('review.open.plannedAt')}
        value={time}
        onChange={setTime}
      />
      <Typography
        component="h3"
        style={{ fontWeight: 600, margin: '16px 0 8px' }}
      >
        {t('review.releases.title')}
      </Typography>
      <ReleaseFields lines={lines} onChange={setLines} />
    </FormDialog>
  );
}
