import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import { Panel } from '../Panel/Panel';
import { Time } from '../Time/Time';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    entry: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(0.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      '@media print': { padding: 0 },
    },
    when: { color: theme.palette.text.secondary, minWidth: 110 },
    text: { flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'ProductionReadinessEvents' },
);

/** Everything that happened to the review, the newest first. */
export function EventsPanel() {
  const t = useText();
  const classes = useStyles();
  const { review } = useReviewActs();
  const events = [...review.events].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Panel title={t('review.events')} count={events.length}>
      <ul className={classes.list}>
        {events.map(event => (
          <li key={`${event.at}|${event.text}`} className={classes.entry}>
            <span className={classes.when}>
              <Time at={event.at} />
            </span>
            <span className={classes.text}>{event.text}</span>
            {event.by && <EntityRefLink entityRef={event.by} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
