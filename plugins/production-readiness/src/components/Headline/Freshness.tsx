import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import { isPast } from '../../viewModel/relativeTime';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';

const GRACE_MS = 10 * 60_000;

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { fontSize: '0.8125rem', color: theme.palette.text.secondary },
    overdue: { fontWeight: 700, color: theme.palette.text.primary },
  }),
  { name: 'ProductionReadinessFreshness' },
);

/** When it was checked; marked where the next check should long have happened. */
export function Freshness(props: {
  evaluatedAt: string | null;
  dueAt?: string | null;
}) {
  const t = useText();
  const classes = useStyles();
  const now = useNow();
  const { evaluatedAt, dueAt = null } = props;
  if (!evaluatedAt) {
    return <span className={classes.root}>{t('neverRun.title')}</span>;
  }
  return (
    <span className={classes.root}>
      {t('time.checked')} <Time at={evaluatedAt} />
      {isPast(dueAt, now - GRACE_MS) && (
        <span className={classes.overdue}>
          {' · '}
          {t('time.overdue')}, {t('common.stale')}
        </span>
      )}
    </span>
  );
}
