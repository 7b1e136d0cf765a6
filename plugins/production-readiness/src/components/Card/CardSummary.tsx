import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ScorecardView,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { useText, type Text } from '../../text';
import { fixList } from '../../viewModel/fixList';
import { headlineOf } from '../../viewModel/headline';
import { itemsOnPage } from '../../viewModel/memberItems';
import { tallyOf } from '../../viewModel/tally';
import { Freshness } from '../Headline/Freshness';
import { HeadlineWords } from '../Headline/HeadlineWords';
import { Mark } from '../Mark/Mark';

const SHOWN = 3;

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { ...theme.typography.body2 },
    lead: { fontWeight: 600, margin: theme.spacing(1, 0, 0.5) },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    entry: {
      display: 'flex',
      gap: theme.spacing(1),
      padding: theme.spacing(0.25, 0),
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'ProductionReadinessCardSummary' },
);

/** A scorecard in a few lines. */
export function CardSummary(props: { view: ScorecardView }) {
  const t = useText();
  const classes = useStyles();
  const tabLink = useTabLink();
  const { view } = props;
  const subject = useEntityTitle(view.subjectRef);
  if (view.state === 'never-run') return <>{t('card.neverRun')}</>;
  const items = itemsOnPage(view);
  const tally = tallyOf(items);
  const worst = worstOf(view, t);
  const toItems = (status: Status) =>
    tabLink(view.entityRef, SCORECARD_PATH, {
      checklist: view.checklist.id,
      status,
    });
  return (
    <div className={classes.root}>
      <HeadlineWords headline={headlineOf(view)} subject={subject} />
      <p>
        <Link underline="always" to={toItems('fail')}>
          {t('headline.toFix', { number: String(tally.fail) })}
        </Link>
        {' · '}
        <Link underline="always" to={toItems('pass')}>
          {t('headline.verified', { number: String(tally.pass) })}
        </Link>
        {' · '}
        <Link underline="always" to={toItems('unknown')}>
          {t('headline.unknown', { number: String(tally.unknown) })}
        </Link>
      </p>
      {worst.length === 0 ? (
        <p>{t('card.noBlockers')}</p>
      ) : (
        <>
          <p className={classes.lead}>{t('card.blockers')}</p>
          <ul className={classes.list}>
            {worst.map(title => (
              <li key={title} className={classes.entry}>
                <Mark tone="bad" size={18} label={t('status.fail')} />
                {title}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Freshness evaluatedAt={view.evaluatedAt} dueAt={view.dueAt} />
      </p>
    </div>
  );
}

/**
 * Of a launch unit what stands against a GO, said as the trouble it is: a
 * trigger's title does, any other says what is wanted. Of a member what it has
 * to fix, critical first, each with its reason.
 */
function worstOf(view: ScorecardView, t: Text): string[] {
  const lines =
    view.isSubject && view.blockers.length
      ? view.blockers.map(({ kind, title }) =>
          kind === 'no-go' ? title : t('card.notMet', { title }),
        )
      : fixList(itemsOnPage(view)).map(({ item, reason }) =>
          reason ? `${item.title} · ${reason}` : item.title,
        );
  return [...new Set(lines)].slice(0, SHOWN);
}
