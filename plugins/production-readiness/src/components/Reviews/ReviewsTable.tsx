import { Link } from '@backstage/core-components';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReviewSummary } from '@production-readiness/backstage-plugin-production-readiness-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useReviewLinks } from '../../hooks/useReviewLinks';
import { useTabLink } from '../../hooks/useTabLink';
import { GATE_PATH } from '../../routes';
import { useText } from '../../text';
import { outcomeShape } from '../../viewModel/reviewShapes';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';
import { VerdictMark } from '../Mark/VerdictMark';
import { ReviewStateTag } from '../Review/ReviewStateTag';
import { Time } from '../Time/Time';

const NARROW = '@media (max-width: 900px)';

const COLUMNS = [
  'launch',
  'state',
  'planned',
  'verdict',
  'signOffs',
  'decision',
  'trouble',
] as const;

const useStyles = makeStyles(
  (theme: Theme) => ({
    scroll: { overflowX: 'auto' },
    cell: { verticalAlign: 'top', padding: theme.spacing(1) },
    head: {
      padding: theme.spacing(1),
      whiteSpace: 'nowrap',
      fontWeight: 600,
      color: theme.palette.text.primary,
      // The theme's capitals and grey would shout and fade.
      textTransform: 'none',
    },
    sub: { fontSize: '0.75rem', color: theme.palette.text.secondary },
    launch: { minWidth: 130 },
    // Where the window is narrow the state stands below the launch.
    wide: { [NARROW]: { display: 'none' } },
    narrow: { display: 'none', [NARROW]: { display: 'block' } },
  }),
  { name: 'ProductionReadinessReviewsTable' },
);

/** Launch reviews, one a row, the newest first as the server has them. */
export function ReviewsTable(props: { reviews: ReviewSummary[] }) {
  const t = useText();
  const classes = useStyles();
  return (
    <div
      className={classes.scroll}
      // Scrolls sideways at 200 % zoom, so it must take the focus.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={t('reviews.title')}
    >
      <Table size="small" aria-label={t('reviews.title')}>
        <TableHead>
          <TableRow>
            {COLUMNS.map(id => (
              <TableCell
                key={id}
                className={`${classes.head} ${
                  id === 'state' ? classes.wide : ''
                }`}
              >
                {t(`reviews.columns.${id}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.reviews.map(review => (
            <ReviewRow key={review.id} review={review} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function ReviewRow(props: { review: ReviewSummary }) {
  const t = useText();
  const classes = useStyles();
  const links = useReviewLinks();
  const tabLink = useTabLink();
  const { review } = props;
  const { decision, signOffs, checklist } = review;
  return (
    <TableRow>
      <TableCell className={`${classes.cell} ${classes.launch}`}>
        <Link
          to={
            links?.review(review.id) ??
            tabLink(review.subjectRef, GATE_PATH, { checklist: checklist.id })
          }
        >
          {review.title ?? parseEntityRef(review.subjectRef).name} ·{' '}
          {t('review.launchNumber', { number: String(review.number) })}
        </Link>
        <div className={classes.sub}>{checklist.title}</div>
        <div className={classes.narrow}>
          <ReviewStateTag state={review.state} />
        </div>
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.wide}`}>
        <ReviewStateTag state={review.state} />
      </TableCell>
      <TableCell className={classes.cell}>
        <Time at={review.plannedAt} />
        {review.launchedAt && (
          <div className={classes.sub}>
            {t('reviews.launched')} <Time at={review.launchedAt} />
          </div>
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        <VerdictMark verdict={review.verdict} />
      </TableCell>
      <TableCell className={classes.cell}>
        {t('gate.count', {
          done: String(signOffs.given),
          total: String(signOffs.wanted),
        })}
      </TableCell>
      <TableCell className={classes.cell}>
        {decision ? (
          <>
            <span style={{ whiteSpace: 'nowrap' }}>
              <Mark tone={outcomeShape(decision.outcome)} size={16} />{' '}
              <ToneText tone={outcomeShape(decision.outcome)}>
                {t(`review.outcomes.${decision.outcome}`)}
              </ToneText>
            </span>
            <div className={classes.sub}>
              <EntityDisplayName entityRef={decision.by} hideIcon />{' '}
              <Time at={decision.at} />
            </div>
          </>
        ) : (
          '–'
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        {review.trouble > 0 ? (
          <strong>{t('reviews.trouble', { count: review.trouble })}</strong>
        ) : (
          '–'
        )}
      </TableCell>
    </TableRow>
  );
}
