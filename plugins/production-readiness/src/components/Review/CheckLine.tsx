import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { PostLaunchCheckView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { checkShape } from '../../viewModel/postLaunch';
import { isPast } from '../../viewModel/relativeTime';
import { ActButton } from '../Act/ActButton';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';
import { useWho } from '../States/useWho';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';
import { useStatements } from '../Statements/StatementsContext';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
      '@media print': { padding: 0 },
    },
    below: {
      fontSize: '0.8125rem',
      color: theme.palette.text.secondary,
      '@media print': { fontSize: '7pt' },
    },
    // On paper the window says when it ends, and the word that it is waited for.
    screenOnly: { '@media print': { display: 'none' } },
  }),
  { name: 'ProductionReadinessCheckLine' },
);

/** One check after the launch: where it stands, whose it is, and by when. */
export function CheckLine(props: { check: PostLaunchCheckView }) {
  const t = useText();
  const classes = useStyles();
  const { review } = useReviewActs();
  const whoOf = useWho(review.roles);
  const now = useNow();
  const { check } = props;
  const shape = checkShape(check.state);
  const isOpen = check.state === 'waiting' || check.state === 'overdue';
  const isDue = isPast(check.dueAt, now);
  return (
    <li className={classes.root}>
      <Mark tone={shape} size={16} /> {check.title} ·{' '}
      <ToneText tone={shape}>{t(`review.checkStates.${check.state}`)}</ToneText>
      <div className={classes.below}>
        {whoOf(check.role)}
        {isOpen && (
          <>
            <span className={classes.screenOnly}>
              {' · '}
              {t(`review.after.due.${isDue ? 'was' : 'is'}`)}{' '}
              <Time at={check.dueAt} />
            </span>
            {check.waitsForPerson && ` · ${t('review.after.person')}`}
          </>
        )}
        {check.settledAt && (
          <>
            {' · '}
            <Time at={check.settledAt} />
          </>
        )}
        {check.message && (
          <div className={isOpen ? classes.screenOnly : undefined}>
            {check.message}
          </div>
        )}
      </div>
      {isOpen && check.waitsForPerson && <AttestCheck check={check} />}
    </li>
  );
}

/** The form for a check that somebody states. */
function AttestCheck(props: { check: PostLaunchCheckView }) {
  const t = useText();
  const statements = useStatements();
  const { check } = props;
  const tasks = (statements?.tasks ?? []).filter(
    task => task.kind === 'post-launch' && task.about === check.id,
  );
  const [first] = tasks;
  if (!statements || !first) return null;
  const own = tasks.find(each => each.may.allowed);
  return (
    <ActButton
      may={(own ?? first).may}
      label={t('review.acts.attestCheck', { check: check.title })}
      onClick={() => statements.attest(tasks)}
    >
      {t('statements.attest')}
    </ActButton>
  );
}
