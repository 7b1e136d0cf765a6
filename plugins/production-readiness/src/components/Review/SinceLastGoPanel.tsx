import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  SinceLastGo,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useReviewLinks } from '../../hooks/useReviewLinks';
import { useText } from '../../text';
import { StatusMark } from '../Mark/StatusMark';
import { Panel } from '../Panel/Panel';
import { Time } from '../Time/Time';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    group: {
      fontSize: '0.8125rem',
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1, 0, 0.25),
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    entry: { padding: theme.spacing(0.25, 0), overflowWrap: 'anywhere' },
  }),
  { name: 'ProductionReadinessSinceLastGo' },
);

type Change = { item: string; title: string; from?: Status; to?: Status };

/** What changed since the last GO comes first; what did not is carried over and only counted. */
export function SinceLastGoPanel(props: { itemLink(itemId: string): string }) {
  const t = useText();
  const classes = useStyles();
  const links = useReviewLinks();
  const { review } = useReviewActs();
  const since = review.sinceLastGo;
  if (!since) return null;
  const groups: [title: string, changes: Change[]][] = [
    [t('review.since.worse', { count: since.worse.length }), since.worse],
    [t('review.since.added', { count: since.added.length }), since.added],
    [t('review.since.better', { count: since.better.length }), since.better],
  ];
  const number = String(since.number);
  return (
    <Panel title={t('review.since.title', { number })}>
      <p style={{ margin: 0 }}>
        {summary(since, t)} ·{' '}
        {links ? (
          <Link underline="always" to={links.review(since.reviewId)}>
            {t('review.launchNumber', { number })}
          </Link>
        ) : (
          t('review.launchNumber', { number })
        )}{' '}
        <Time at={since.decidedAt} />
      </p>
      {groups
        .filter(([, changes]) => changes.length > 0)
        .map(([title, changes]) => (
          <div key={title}>
            <h3 className={classes.group}>{title}</h3>
            <ul className={classes.list}>
              {changes.map(change => (
                <li key={change.item} className={classes.entry}>
                  {change.to && <StatusMark status={change.to} size={16} />}{' '}
                  <Link underline="always" to={props.itemLink(change.item)}>
                    {change.title}
                  </Link>
                  {change.from &&
                    ` · ${t('review.since.was', {
                      status: t(`status.${change.from}`),
                    })}`}
                </li>
              ))}
            </ul>
          </div>
        ))}
    </Panel>
  );
}

function summary(since: SinceLastGo, t: ReturnType<typeof useText>): string {
  return [
    t('review.since.worse', { count: since.worse.length }),
    t('review.since.added', { count: since.added.length }),
    t('review.since.better', { count: since.better.length }),
    t('review.since.carried', { count: since.carriedOver }),
  ].join(', ');
}
