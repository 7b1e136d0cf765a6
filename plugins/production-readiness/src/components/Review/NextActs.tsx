import { makeStyles, type Theme } from '@material-ui/core/styles';
import { Fragment, type ReactNode } from 'react';
import { useText } from '../../text';
import { nextActs, type NextAct } from '../../viewModel/nextActs';
import { PathLine } from '../Headline/Footnotes';
import { useWho } from '../States/useWho';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    lead: { fontWeight: 600, margin: theme.spacing(1, 0, 0.25) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'ProductionReadinessNextActs' },
);

/** What has to happen next and whose turn it is, the first first. */
export function NextActs() {
  const t = useText();
  const classes = useStyles();
  const now = useNow();
  const { review } = useReviewActs();
  const acts = nextActs(review, now);
  return (
    <>
      <p className={classes.lead}>{t('review.next.title')}</p>
      <ol className={classes.list}>
        {acts.map(act => (
          <li key={act.kind}>
            <ActText act={act} />
          </li>
        ))}
      </ol>
    </>
  );
}

function ActText(props: { act: NextAct }): JSX.Element {
  const t = useText();
  const { review } = useReviewActs();
  const whoOf = useWho(review.roles);
  const titleOf = (role: string) =>
    review.signOffDetails.find(each => each.role === role)?.title ??
    whoOf(role);
  const { act } = props;
  switch (act.kind) {
    case 'verdict':
      return (
        <>
          {t(`review.next.verdict.${act.verdict}`)}{' '}
          <PathLine path={review.path} verdict={review.verdict} />
        </>
      );
    case 'sign-again':
    case 'sign':
    case 'known-again':
    case 'says-no':
      return (
        <>
          {t(`review.next.${act.kind}`, {
            roles: act.roles.map(titleOf).join(', '),
          })}
        </>
      );
    case 'launch':
      return (
        <>
          {act.overdue
            ? t('review.next.launchOverdue')
            : t('review.next.launch')}{' '}
          <Time at={act.plannedAt} />
        </>
      );
    case 'replan':
      return (
        <>
          {t('review.next.replan')} <Time at={act.plannedAt} />
        </>
      );
    case 'reopen':
      return <>{t(`review.next.reopen.${act.after}`)}</>;
    case 'failed':
    case 'overdue':
      return (
        <>
          {t(`review.next.${act.kind}`)}{' '}
          {listed(
            act.checks.map(each => `${each.title} (${whoOf(each.role)})`),
          )}
        </>
      );
    case 'due':
      return (
        <>
          {t('review.next.due', { check: act.check.title })}{' '}
          <Time at={act.check.dueAt} /> · {whoOf(act.check.role)}
        </>
      );
    case 'over':
      return <>{t(`review.next.over.${act.state}`)}</>;
    default:
      return <>{t(`review.next.${act.kind}`)}</>;
  }
}

function listed(parts: string[]): ReactNode {
  return parts.map((part, index) => (
    <Fragment key={part}>
      {index > 0 && ', '}
      {part}
    </Fragment>
  ));
}
