import { Link } from '@backstage/core-components';
import ButtonBase from '@material-ui/core/ButtonBase';
import Paper from '@material-ui/core/Paper';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  HistoryView,
  ScorecardView,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { Fragment, type ReactNode } from 'react';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useTabLink } from '../../hooks/useTabLink';
import { GATE_PATH, SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { headlineOf } from '../../viewModel/headline';
import type { Tally } from '../../viewModel/tally';
import { VerdictMark } from '../Mark/VerdictMark';
import { Trend } from '../Trend/Trend';
import { PathLine, ScoreLine } from './Footnotes';
import { Freshness } from './Freshness';
import { HeadlineWords } from './HeadlineWords';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      ...theme.typography.body2,
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 260px)',
      gap: theme.spacing(2),
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 240px)',
      },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
      padding: theme.spacing(2),
      marginBottom: theme.spacing(2),
    },
    main: {
      minWidth: 0,
      [theme.breakpoints.down('md')]: { gridRow: 'span 2' },
    },
    side: {
      maxWidth: 260,
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5),
    },
    counts: { fontSize: '1rem', margin: theme.spacing(0.5, 0) },
    count: {
      font: 'inherit',
      fontWeight: 600,
      textDecoration: 'underline',
      textUnderlineOffset: 3,
      verticalAlign: 'baseline',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    foot: {
      fontSize: '0.875rem',
      color: theme.palette.text.secondary,
      margin: theme.spacing(0.25, 0),
    },
  }),
  { name: 'ProductionReadinessScorecardHeadline' },
);

/** What a person came for: the verdict, what to do, how fresh it is, and the one button. */
export function ScorecardHeadline(props: {
  view: ScorecardView;
  tally: Tally;
  history: HistoryView | null | undefined;
  /** Shows the items of a status. */
  onShow(status: Status): void;
  runChecks: ReactNode;
  checklistSwitch: ReactNode;
}) {
  const t = useText();
  const classes = useStyles();
  const tabLink = useTabLink();
  const { view, tally, history, onShow } = props;
  const subject = useEntityTitle(view.subjectRef);
  const checklist = view.checklist.id;
  const counts: [Status, string][] = [
    ['fail', t('headline.toFix', { number: String(tally.fail) })],
    ['pass', t('headline.verified', { number: String(tally.pass) })],
    ['unknown', t('headline.unknown', { number: String(tally.unknown) })],
  ];
  if (tally.waived) {
    counts.push([
      'waived',
      t('headline.waived', { number: String(tally.waived) }),
    ]);
  }
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-label={t('headline.label')}
    >
      <div className={classes.main}>
        <HeadlineWords
          headline={headlineOf(view)}
          subject={subject}
          blockers={view.blockers.map(each => each.title)}
        />
        <p className={classes.counts}>
          {counts.map(([status, text], index) => (
            <Fragment key={status}>
              {index > 0 && ' · '}
              <ButtonBase
                className={classes.count}
                aria-label={`${text}: ${t('headline.opens')}`}
                onClick={() => onShow(status)}
                disableRipple
              >
                {text}
              </ButtonBase>
            </Fragment>
          ))}
        </p>
        {!view.isSubject && (
          <p className={classes.foot}>
            {t('headline.share', {
              passed: String(view.share?.passed ?? 0),
              applicable: String(view.share?.applicable ?? 0),
            })}
          </p>
        )}
        <p className={classes.foot}>
          {!view.isSubject && (
            <>
              <Link
                underline="always"
                to={tabLink(view.subjectRef, SCORECARD_PATH, { checklist })}
              >
                {subject}
              </Link>
              : <VerdictMark verdict={view.verdict} />
              {' · '}
            </>
          )}
          <ScoreLine score={view.score} level={view.level} />
        </p>
        <p className={classes.foot}>
          <PathLine path={view.path} verdict={view.verdict} />
          {view.verdict !== null && (
            <>
              {view.verdict !== 'go' && ' · '}
              <Link
                underline="always"
                to={tabLink(view.entityRef, GATE_PATH, { checklist })}
              >
                {t('headline.board')}
              </Link>
            </>
          )}
        </p>
        <p className={classes.foot}>
          {view.checklist.title} ·{' '}
          {t('headline.version', { version: view.checklist.version })}
        </p>
      </div>
      <Trend history={history} of={view.isSubject ? undefined : subject} />
      <div className={classes.side}>
        <Freshness evaluatedAt={view.evaluatedAt} dueAt={view.dueAt} />
        {props.runChecks}
        {props.checklistSwitch}
      </div>
    </Paper>
  );
}
