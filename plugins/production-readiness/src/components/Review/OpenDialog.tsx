import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type {
  GateView,
  ReviewInput,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEffect, useState } from 'react';
import { messageOf } from '../../api/failure';
import { useLiveReleases } from '../../hooks/useLiveReleases';
import { useText } from '../../text';
import { fromLocalInput, toLocalInput } from '../../viewModel/localTime';
import {
  isUsableCommit,
  toReleases,
  type ReleaseLine,
} from '../../viewModel/releaseForm';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { FormDialog } from '../Statements/FormDialog';
import { useNow } from '../Time/Clock';
import { ReleaseFields } from './ReleaseFields';
import { TimeField } from './TimeField';

const DAY_MS = 24 * 60 * 60_000;

/** Opens a launch review: when, and of which releases. */
export function OpenDialog(props: {
  gate: Pick<GateView, 'subjectRef' | 'checklist'>;
  onClose(): void;
  onSubmit(input: ReviewInput): Promise<void>;
}) {
  const t = useText();
  const now = useNow();
  const { subjectRef, checklist } = props.gate;
  const live = useLiveReleases({ subjectRef, checklist: checklist.id });
  const [time, setTime] = useState(() => toLocalInput(now + DAY_MS));
  const [lines, setLines] = useState<ReleaseLine[]>();
  useEffect(() => {
    // What somebody has written since stays.
    if (live.value) setLines(before => before ?? live.value);
  }, [live.value]);
  const plannedAt = fromLocalInput(time);
  const isBad = (lines ?? []).some(({ commit }) => !isUsableCommit(commit));
  return (
    <FormDialog
      wide
      title={t('review.open.title')}
      submit={t('review.open.submit')}
      incomplete={!plannedAt || isBad || live.loading}
      onClose={props.onClose}
      onSubmit={async () => {
        if (!plannedAt) return;
        const releases = toReleases(lines ?? []);
        await props.onSubmit({
          entityRef: subjectRef,
          checklist: checklist.id,
          plannedAt,
          ...(releases.length && { releases }),
        });
      }}
    >
      <Typography paragraph>
        {t('review.open.says', {
          checklist: checklist.title,
          version: checklist.version,
        })}
      </Typography>
      <TimeField
        label={t('review.open.plannedAt')}
        value={time}
        onChange={setTime}
      />
      <Typography
        component="h3"
        style={{ fontWeight: 600, margin: '16px 0 4px' }}
      >
        {t('review.releases.title')}
      </Typography>
      <Typography variant="body2">{t('review.releases.says')}</Typography>
      {!lines && !live.error && <ScreenSkeleton heights={[48, 48]} />}
      {live.error && (
        <Alert severity="warning">
          {t('review.releases.failed', { message: messageOf(live.error) })}
        </Alert>
      )}
      {lines && <ReleaseFields lines={lines} onChange={setLines} />}
    </FormDialog>
  );
}
