import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { FactView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { isPast } from '../../viewModel/relativeTime';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { margin: 0, padding: 0, listStyle: 'none' },
    code: { fontFamily: 'monospace', fontSize: '0.8125rem' },
    note: { color: theme.palette.text.secondary },
  }),
  { name: 'ProductionReadinessFactEvidence' },
);

/** What was asked of the outside, what came back, by which collector and when. */
export function FactEvidence(props: { fact: FactView }) {
  const t = useText();
  const classes = useStyles();
  const now = useNow();
  const { fact } = props;
  if (fact.hidden) {
    return (
      <span className={classes.note}>
        {t('detail.withheld', { entity: fact.entityRef })}
      </span>
    );
  }
  return (
    <>
      <ul className={classes.root}>
        {fact.evidence.map((each, index) => (
          <li key={index}>
            <code className={classes.code}>
              {each.request} → {each.response}
            </code>{' '}
            {each.link && (
              <Link underline="always" to={each.link}>
                {t('common.open')}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <span className={classes.note}>
        {t('detail.collector', { collector: fact.collector })}
        {fact.collectedAt && (
          <>
            {' · '}
            <Time at={fact.collectedAt} />
          </>
        )}
        {fact.stale && ` · ${t('common.stale')}`}
        {isPast(fact.expiresAt, now) && ` · ${t('cause.expired')}`}
        {fact.miss && ` · ${fact.miss.message}`}
      </span>
      {fact.error && (
        <div className={classes.note}>
          <FailedFetch error={fact.error} />
        </div>
      )}
    </>
  );
}

function FailedFetch(props: { error: NonNullable<FactView['error']> }) {
  const t = useText();
  return (
    <>
      {t('detail.lastError', { message: props.error.message })} (
      <Time at={props.error.at} />)
    </>
  );
}
