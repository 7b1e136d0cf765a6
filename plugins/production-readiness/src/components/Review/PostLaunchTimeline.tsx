import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { PostLaunchWindow } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import {
  checksInOrder,
  nextCheck,
  tallyWindow,
  windowPhase,
  windowShape,
} from '../../viewModel/postLaunch';
import { Mark } from '../Mark/Mark';
import { Panel } from '../Panel/Panel';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';
import { CheckLine } from './CheckLine';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    windows: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
      gap: theme.spacing(2),
      '@media print': { gridTemplateColumns: '1fr 1fr 1fr' },
    },
    head: {
      borderTop: `3px solid ${theme.palette.divider}`,
      paddingTop: theme.spacing(0.5),
    },
    running: { borderTopColor: theme.palette.primary.main },
    title: {
      fontSize: '0.9375rem',
      fontWeight: 600,
      margin: 0,
      '@media print': { fontSize: '8pt' },
    },
    when: {
      fontSize: '0.8125rem',
      color: theme.palette.text.secondary,
      '@media print': { fontSize: '7pt' },
    },
    list: {
      listStyle: 'none',
      margin: theme.spacing(0.5, 0),
      padding: 0,
      '@media print': { margin: 0 },
    },
  }),
  { name: 'ProductionReadinessPostLaunchTimeline' },
);

/** The windows after a launch, side by side, each with how far it is and what is still due. */
export function PostLaunchTimeline() {
  const t = useText();
  const classes = useStyles();
  const { review } = useReviewActs();
  const next = nextCheck(review.postLaunch);
  return (
    <Panel
      title={t('gate.postLaunch')}
      count={
        next && (
          <>
            {t('review.after.nextDue')} <Time at={next.dueAt} />
          </>
        )
      }
      actions={
        review.rollback && (
          <Link underline="always" to={review.rollback.url}>
            {t('review.after.rollback', { title: review.rollback.title })}
          </Link>
        )
      }
    >
      {!review.postLaunch.length && t('gate.noPostLaunch')}
      <div className={classes.windows}>
        {review.postLaunch.map(window => (
          <Window key={window.id} window={window} />
        ))}
      </div>
    </Panel>
  );
}

function Window(props: { window: PostLaunchWindow }) {
  const t = useText();
  const classes = useStyles();
  const now = useNow();
  const { window } = props;
  const { done, total } = tallyWindow(window);
  const phase = windowPhase(window, now);
  return (
    <div>
      <div
        className={`${classes.head} ${
          phase === 'running' ? classes.running : ''
        }`}
      >
        <h3 className={classes.title}>
          <Mark
            tone={windowShape(window)}
            size={16}
            label={t(`review.after.${phase}`)}
          />{' '}
          {window.title} ·{' '}
          {t('gate.count', { done: String(done), total: String(total) })}
        </h3>
        <div className={classes.when}>
          {t(`review.after.ends.${phase === 'over' ? 'over' : 'ahead'}`)}{' '}
          <Time at={window.endsAt} />
        </div>
      </div>
      <ul className={classes.list}>
        {checksInOrder(window.checks).map(check => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
    </div>
  );
}
