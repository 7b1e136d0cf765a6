import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import { fromLocalInput, toLocalInput } from '../../viewModel/localTime';
import { FormDialog } from '../Statements/FormDialog';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';
import { TimeField } from './TimeField';

/** Says when it was launched: from the deploy that was seen, or by a person's word. */
export function LaunchDialog(props: {
  review: ReviewView;
  onClose(): void;
  onSubmit(at: string): Promise<void>;
}) {
  const t = useText();
  const now = useNow();
  const { deploySeen } = props.review;
  const [time, setTime] = useState(() => toLocalInput(deploySeen?.at ?? now));
  const at = fromLocalInput(time);
  const isAhead = at !== undefined && Date.parse(at) > now;
  return (
    <FormDialog
      title={t('review.launch.title')}
      submit={t('review.launch.submit')}
      incomplete={!at || isAhead}
      onClose={props.onClose}
      onSubmit={async () => {
        if (at) await props.onSubmit(at);
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
        error={isAhead ? t('review.launch.ahead') : undefined}
        onChange={setTime}
      />
    </FormDialog>
  );
}
