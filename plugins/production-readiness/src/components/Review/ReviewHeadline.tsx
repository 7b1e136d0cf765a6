import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import MuiLink from '@material-ui/core/Link';
import Paper from '@material-ui/core/Paper';
import PrintIcon from '@material-ui/icons/Print';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useTabLink } from '../../hooks/useTabLink';
import { GATE_PATH, SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { tallyGate, type ShownRows } from '../../viewModel/gateRows';
import { headlineOf } from '../../viewModel/headline';
import { PATH_ANCHOR } from '../Gate/PathPanel';
import { PathLine, ScoreLine } from '../Headline/Footnotes';
import { Freshness } from '../Headline/Freshness';
import { HeadlineWords } from '../Headline/HeadlineWords';
import { Time } from '../Time/Time';
import { DecisionLine } from './DecisionLine';
import { ReleaseNames } from './ReleaseNames';
import { useReviewActs } from './ReviewActsContext';
import { ReviewMenu } from './ReviewMenu';
import { ReviewStateTag } from './ReviewStateTag';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      ...theme.typography.body2,
      padding: theme.spacing(2),
      marginBottom: theme.spacing(2),
      '@media print': {
        boxShadow: 'none',
        border: '1px solid #999',
        fontSize: '8pt',
        padding: theme.spacing(1),
        marginBottom: theme.spacing(1),
      },
    },
    unit: { color: theme.palette.text.secondary, margin: 0 },
    launch: { fontWeight: 600, color: theme.palette.text.primary },
    counts: { margin: theme.spacing(0.5, 0), fontWeight: 600 },
    foot: {
      color: theme.palette.text.secondary,
      margin: theme.spacing(0.25, 0),
    },
    acts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1.5),
      '@media print': { display: 'none' },
    },
    end: { marginLeft: 'auto' },
  }),
  { name: 'ProductionReadinessReviewHeadline' },
);

/** A launch: which, when and of what; its verdict; what was decided, and what may be done. */
export function ReviewHeadline(props: {
  /** Opens what the numbers count; left out where the rows are not shown. */
  more?: ReactNode;
}) {
  const t = useText();
  const classes = useStyles();
  const tabLink = useTabLink();
  const toRows = useRowsLink();
  const { review } = useReviewActs();
  const title = useEntityTitle(review.subjectRef);
  const tally = tallyGate(review);
  const checklist = review.checklist.id;
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-label={t('headline.label')}
    >
      <p className={classes.unit}>
        <Link
          underline="always"
          className={classes.launch}
          to={tabLink(review.subjectRef, GATE_PATH, { checklist })}
        >
          {title}
        </Link>
        {' · '}
        <span className={classes.launch}>
          {t('review.launchNumber', { number: String(review.number) })}
        </span>{' '}
        <ReviewStateTag state={review.state} /> · {t('review.planned')}{' '}
        <Time at={review.plannedAt} /> ·{' '}
        <ReleaseNames releases={review.pinned.releases} />
      </p>
      <HeadlineWords
        headline={headlineOf({ isSubject: true, verdict: review.verdict })}
        subject={title}
      />
      <DecisionLine review={review} />
      {review.verdict !== null && (
        <p className={classes.counts}>
          {tally.bad ? (
            <Link underline="always" to={toRows('against')}>
              {t('gate.against', { count: tally.bad })}
            </Link>
          ) : (
            t('gate.nothingAgainst')
          )}
          {' · '}
          {tally.open ? (
            <Link underline="always" to={toRows('open')}>
              {t('gate.notVerified', { count: tally.open })}
            </Link>
          ) : (
            t('gate.allVerified')
          )}
        </p>
      )}
      <p className={classes.foot}>
        <Link
          underline="always"
          to={tabLink(review.subjectRef, SCORECARD_PATH, {
            checklist,
            status: 'pass',
          })}
        >
          <ScoreLine score={review.score} level={null} />
        </Link>
        {review.state === 'open' && review.verdict !== 'go' && (
          <>
            {' · '}
            <MuiLink underline="always" href={`#${PATH_ANCHOR}`}>
              <PathLine path={review.path} verdict={review.verdict} />
            </MuiLink>
          </>
        )}
      </p>
      <p className={classes.foot}>
        {review.checklist.title} ·{' '}
        {t('headline.version', { version: review.checklist.version })} ·{' '}
        {t(`review.separation.${review.separation}`)} ·{' '}
        <Freshness evaluatedAt={review.evaluatedAt} />
      </p>
      <div className={classes.acts}>
        <ReviewMenu />
        {props.more}
        <Button
          className={classes.end}
          size="small"
          variant="outlined"
          startIcon={<PrintIcon />}
          onClick={() => window.print()}
        >
          {t('gate.print')}
        </Button>
      </div>
    </Paper>
  );
}

/** The same page, with only the rows that a number counts. */
function useRowsLink() {
  const { pathname, search } = useLocation();
  return (rows: ShownRows) => {
    const params = new URLSearchParams(search);
    params.set('rows', rows);
    return `${pathname}?${params}`;
  };
}
