import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../text';
import { exactTime, relativeTime } from '../../viewModel/relativeTime';
import { useNow } from './Clock';

const useStyles = makeStyles(
  {
    root: {
      // 'Three minutes ago' says nothing on paper.
      '@media print': { '&::after': { content: '" (" attr(title) ")"' } },
    },
  },
  { name: 'ProductionReadinessTime' },
);

/** A time as people say it; exact on hover, and on paper. */
export function Time(props: { at: string }) {
  const t = useText();
  const classes = useStyles();
  const now = useNow();
  return (
    <time
      className={classes.root}
      dateTime={props.at}
      title={exactTime(props.at)}
    >
      {relativeTime(props.at, now) ?? t('time.justNow')}
    </time>
  );
}
