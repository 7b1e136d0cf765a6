import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import { launchTime } from '../../viewModel/launchTime';
import { toLocalInput } from '../../viewModel/localTime';
import { FormDialog } from '../Statements/FormDialog';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';
import { TimeField } from './TimeField';

/** Says when it was launched: from the deploy that was seen, or by a person's word. */
export function LaunchDialog(props: {
  review: ReviewView;
  onClose(): void;
  /** Without a time: now. */
  onSubmit(at: string | undefined): Promise<void>;
}) {
  const t = useText();
  const now = useNow();
  const { deploySeen } = props.review;
  const [time, setTime] = useState(() => toLocalInput(deploySeen?.at ?? now));
  const meant = launchTime(time, { deployAt: deploySeen?.at, now });
  return (
    <FormDialog
      title={t('review.launch.title')}
      submit={t('review.launch.submit')}
      incomplete={typeof meant === 'string'}
      onClose={props.onClose}
      onSubmit={async () => {
        if (typeof meant !== 'string') await props.onSubmit(meant.at);
      }}
    >
      <Typography paragraph>{t('review.launch.says')}</Typography>
      {deploySeen && (
        <Typography paragraph>
          {t('review.launch.deploySeen')} <Time at={deploySeen.at} />.{' '}
          <Button
            size="small"
            color="primary"
            onClick={() => setTime(toLocalInput(deploySeen.at))}
          >
            {t('review.launch.takeDeploy')}
          </Button>
          <Button
            size="small"
            color="primary"
            onClick={() => setTime(toLocalInput(now))}
          >
            {t('review.launch.takeNow')}
          </Button>
        </Typography>
      )}
      <TimeField
        label={t('review.launch.at')}
        value={time}
        error={meant === 'ahead' ? t('review.launch.ahead') : undefined}
        onChange={setTime}
      />
    </FormDialog>
  );
}
