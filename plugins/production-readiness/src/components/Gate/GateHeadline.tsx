import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import MuiLink from '@material-ui/core/Link';
import Paper from '@material-ui/core/Paper';
import PrintIcon from '@material-ui/icons/Print';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useTabLink } from '../../hooks/useTabLink';
import { GATE_PATH, SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { tallyGate, type ShownRows } from '../../viewModel/gateRows';
import { headlineOf } from '../../viewModel/headline';
import { PathLine, ScoreLine } from '../Headline/Footnotes';
import { Freshness } from '../Headline/Freshness';
import { HeadlineWords } from '../Headline/HeadlineWords';
import { PATH_ANCHOR } from './PathPanel';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      ...theme.typography.body2,
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      padding: theme.spacing(2),
      marginBottom: theme.spacing(2),
      '@media print': { boxShadow: 'none', border: '1px solid #999' },
    },
    main: { flex: '1 1 420px', minWidth: 0 },
    unit: { color: theme.palette.text.secondary, margin: 0 },
    counts: { margin: theme.spacing(0.5, 0), fontWeight: 600 },
    foot: {
      fontSize: '0.875rem',
      color: theme.palette.text.secondary,
      margin: theme.spacing(0.25, 0),
    },
    side: {
      maxWidth: 260,
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
    },
    print: { '@media print': { display: 'none' } },
  }),
  { name: 'ProductionReadinessGateHeadline' },
);

/** The verdict over a launch unit, what is known against it and what nobody knows. */
export function GateHeadline(props: { gate: GateView }) {
  const t = useText();
  const classes = useStyles();
  const tabLink = useTabLink();
  const { gate } = props;
  const title = useEntityTitle(gate.subjectRef);
  const tally = tallyGate(gate);
  const toRows = (rows: ShownRows) =>
    tabLink(gate.entityRef, GATE_PATH, { checklist: gate.checklist.id, rows });
  const headline = headlineOf({ isSubject: true, verdict: gate.verdict });
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-label={t('headline.label')}
    >
      <div className={classes.main}>
        <p className={classes.unit}>
          {gate.isSubject ? (
            title
          ) : (
            <Link
              underline="always"
              to={tabLink(gate.subjectRef, GATE_PATH, {
                checklist: gate.checklist.id,
              })}
            >
              {t('gate.boardOf', { subject: title })}
            </Link>
          )}{' '}
          · {gate.checklist.title} ·{' '}
          {t('headline.version', { version: gate.checklist.version })}
        </p>
        <HeadlineWords headline={headline} subject={title} />
        {gate.verdict === null ? (
          <p className={classes.counts}>{t('gate.noGate')}</p>
        ) : (
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
            to={tabLink(gate.subjectRef, SCORECARD_PATH, {
              checklist: gate.checklist.id,
              status: 'pass',
            })}
          >
            <ScoreLine score={gate.score} level={gate.level} />
          </Link>
        </p>
        <p className={classes.foot}>
          <MuiLink underline="always" href={`#${PATH_ANCHOR}`}>
            <PathLine path={gate.path} verdict={gate.verdict} />
          </MuiLink>
        </p>
      </div>
      <div className={classes.side}>
        <Freshness evaluatedAt={gate.evaluatedAt} />
        <Button
          className={classes.print}
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
