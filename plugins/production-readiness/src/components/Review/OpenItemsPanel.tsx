import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { OpenItem } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import { openItemsInOrder } from '../../viewModel/openItems';
import { isPast } from '../../viewModel/relativeTime';
import { ActButton } from '../Act/ActButton';
import { StatusMark } from '../Mark/StatusMark';
import { Panel } from '../Panel/Panel';
import { useNow } from '../Time/Clock';
import { Time } from '../Time/Time';
import { useReviewActs } from './ReviewActsContext';

/** A launch by exception may leave a hundred open. */
const SHOWN = 8;

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    entry: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(0.75, 0),
      '@media print': { padding: 0 },
    },
    title: { flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' },
    late: { fontWeight: 700 },
    more: { '@media print': { display: 'none' } },
    printed: {
      display: 'none',
      '@media print': { display: 'block', margin: 0 },
    },
  }),
  { name: 'ProductionReadinessOpenItems' },
);

/** What went live open: whose it is, by when, and whether it was closed since. */
export function OpenItemsPanel(props: { itemLink(itemId: string): string }) {
  const t = useText();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const { review } = useReviewActs();
  if (!review.decision || review.decision.outcome === 'no-go') return null;
  const openItems = openItemsInOrder(review.openItems);
  const shown = all ? openItems : openItems.slice(0, SHOWN);
  const left = openItems.length - SHOWN;
  const closed = openItems.filter(each => each.closedAt).length;
  return (
    <Panel
      title={t('review.items.title')}
      count={
        openItems.length
          ? t('review.items.closed', {
              done: String(closed),
              total: String(openItems.length),
            })
          : undefined
      }
    >
      {!openItems.length && t('review.items.none')}
      <ul className={classes.list}>
        {shown.map(item => (
          <li key={item.item} className={classes.entry}>
            <OpenItemLine item={item} itemLink={props.itemLink} />
          </li>
        ))}
      </ul>
      {left > 0 && !all && (
        <p className={classes.printed}>
          {t('gate.andMore', { number: String(left) })}
        </p>
      )}
      {left > 0 && (
        <Button
          size="small"
          color="primary"
          className={classes.more}
          onClick={() => setAll(!all)}
        >
          {all
            ? t('gate.showFewer')
            : t('gate.showAll', { number: String(openItems.length) })}
        </Button>
      )}
    </Panel>
  );
}

function OpenItemLine(props: {
  item: OpenItem;
  itemLink(itemId: string): string;
}) {
  const t = useText();
  const classes = useStyles();
  const now = useNow();
  const { review, ask } = useReviewActs();
  const {
    item,
    title,
    status,
    now: statusNow,
    owner,
    dueAt,
    closedAt,
  } = props.item;
  const isLate = !closedAt && isPast(dueAt, now);
  const isSettled = review.state === 'verified' || Boolean(closedAt);
  return (
    <>
      <span className={classes.title}>
        <StatusMark
          status={closedAt ? 'pass' : statusNow ?? status}
          size={16}
        />{' '}
        <Link underline="always" to={props.itemLink(item)}>
          {title}
        </Link>
      </span>
      <EntityRefLink entityRef={owner} />
      <span className={isLate ? classes.late : undefined}>
        {closedAt ? (
          <>
            {t('review.items.closedAt')} <Time at={closedAt} />
          </>
        ) : (
          <>
            {isLate ? t('review.items.late') : t('review.items.dueAt')}{' '}
            <Time at={dueAt} />
          </>
        )}
      </span>
      {!isSettled && (
        <ActButton
          variant="text"
          may={{ allowed: true }}
          label={t('review.acts.assignItem', { item: title })}
          onClick={() => ask({ kind: 'assign', item })}
        >
          {t('review.acts.assign')}
        </ActButton>
      )}
    </>
  );
}
