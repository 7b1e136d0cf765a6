import Typography from '@material-ui/core/Typography';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { tallyGate } from '../../viewModel/gateRows';
import { Mark } from '../Mark/Mark';

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: {
      ...theme.typography.body2,
      listStyle: 'none',
      margin: theme.spacing(0, 0, 2),
      padding: 0,
    },
    entry: { padding: theme.spacing(0.25, 0), overflowWrap: 'anywhere' },
  }),
  { name: 'ProductionReadinessFrozenBlockers' },
);

/** What somebody takes upon them who launches all the same: it stays in the record as it is now. */
export function FrozenBlockers(props: {
  review: Pick<ReviewView, 'blockers' | 'go' | 'noGo' | 'critical'>;
}) {
  const t = useText();
  const classes = useStyles();
  const { review } = props;
  const { open } = tallyGate(review);
  return (
    <>
      <Typography component="h3" style={{ fontWeight: 600 }}>
        {t('review.decide.frozen', { count: review.blockers.length })}
      </Typography>
      <ul className={classes.list}>
        {review.blockers.map(({ id, title, message }) => (
          <li key={id} className={classes.entry}>
            <Mark tone="bad" size={16} label={t('status.fail')} /> {title}
            {message && ` · ${message}`}
          </li>
        ))}
        {open > 0 && (
          <li className={classes.entry}>
            <Mark tone="open" size={16} label={t('status.unknown')} />{' '}
            {t('gate.notVerified', { count: open })}
          </li>
        )}
      </ul>
    </>
  );
}
