import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  Evidence,
  FactView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { Fragment } from 'react';
import { useText } from '../../text';
import { isPast } from '../../viewModel/relativeTime';
import { factsWords } from '../../viewModel/words';
import { useNames } from '../Names/Names';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';
import { OfEntity } from './OfEntity';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { margin: 0, padding: 0, listStyle: 'none' },
    code: { fontFamily: 'monospace', fontSize: '0.8125rem' },
    note: { color: theme.palette.text.secondary },
  }),
  { name: 'ProductionReadinessFactEvidence' },
);

/**
 * What was asked of the outside, what came back, and when: of facts of which the
 * same is to be said, each by its name, so that one sees what was learnt from it.
 */
export function FactEvidence(props: {
  facts: FactView[];
  /** The entity that is spoken of. */
  beside: string;
}) {
  const t = useText();
  const classes = useStyles();
  const now = useNow();
  const names = useNames();
  const { facts, beside } = props;
  const [fact] = facts;
  const words = factsWords(
    facts.map(each => each.fact),
    names,
  );
  const [first, ...rest] = fact.evidence;
  if (fact.hidden) {
    return (
      <span className={classes.note}>
        {t('detail.withheld', { entity: fact.entityRef })}
      </span>
    );
  }
  return (
    <>
      <span className={classes.note}>
        {facts.map((each, index) => (
          <Fragment key={each.fact}>
            {index > 0 && ', '}
            <span title={each.fact}>{words[index]}</span>
          </Fragment>
        ))}
        <OfEntity entityRef={fact.entityRef} beside={beside} />
        {first && ' · '}
      </span>
      {first && <Asked evidence={first} />}
      <span className={classes.note}>
        {fact.collectedAt === null && ` · ${t('detail.noValue')}`}
        {fact.collectedAt && (
          <>
            {' · '}
            <Time at={fact.collectedAt} />
          </>
        )}
        {fact.collectedAt && fact.stale && ` · ${t('common.stale')}`}
        {isPast(fact.expiresAt, now) && ` · ${t('cause.expired')}`}
        {fact.miss && ` · ${fact.miss.message}`}
      </span>
      {rest.length > 0 && (
        <details>
          <summary className={classes.note}>
            {t('common.more', { number: String(rest.length) })}
          </summary>
          <ul className={classes.root}>
            {rest.map((each, index) => (
              <li key={index}>
                <Asked evidence={each} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {fact.error && (
        <div className={classes.note}>
          <FailedFetch error={fact.error} />
        </div>
      )}
    </>
  );
}

function Asked(props: { evidence: Evidence }) {
  const t = useText();
  const classes = useStyles();
  const { request, response, link } = props.evidence;
  return (
    <>
      <code className={classes.code}>
        {request} → {response}
      </code>
      {link && (
        <>
          {' '}
          <Link underline="always" to={link}>
            {t('common.open')}
          </Link>
        </>
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
