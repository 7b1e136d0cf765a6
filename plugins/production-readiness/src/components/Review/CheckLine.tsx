import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { PostLaunchCheckView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { checkShape } from '../../viewModel/postLaunch';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';
import { useWho } from '../States/useWho';
import { Time } from '../Time/Time';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
      '@media print': { padding: 0 },
    },
    below: { fontSize: '0.8125rem', color: theme.palette.text.secondary },
  }),
  { name: 'ProductionReadinessCheckLine' },
);

/** One check after the launch: where it stands, whose it is, and by when. */
export function CheckLine(props: { check: PostLaunchCheckView }) {
  const t = useText();
  const classes = useStyles();
  const { review } = useReviewActs();
  const whoOf = useWho(review.roles);
  const { check } = props;
  const shape = checkShape(check.state);
  const isOpen = check.state === 'waiting' || check.state === 'overdue';
  return (
    <li className={classes.root}>
      <Mark tone={shape} size={16} /> {check.title} ·{' '}
      <ToneText tone={shape}>{t(`review.checkStates.${check.state}`)}</ToneText>
      <div className={classes.below}>
        {whoOf(check.role)}
        {isOpen && (
          <>
            {' · '}
            {t(
              `review.after.due.${check.state === 'overdue' ? 'was' : 'is'}`,
            )}{' '}
            <Time at={check.dueAt} />
            {check.waitsForPerson && ` · ${t('review.after.person')}`}
          </>
        )}
        {check.settledAt && (
          <>
            {' · '}
            <Time at={check.settledAt} />
          </>
        )}
        {check.message && <div>{check.message}</div>}
      </div>
    </li>
  );
}
