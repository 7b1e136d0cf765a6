import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  FactView,
  HistoryView,
  ItemView,
  MemberShare,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { memo } from 'react';
import { useText } from '../../text';
import { ItemDetails } from '../ItemDetails/ItemDetails';
import { StatusMark, toneOfStatus } from '../Mark/StatusMark';
import { ToneText } from '../Mark/ToneText';
import { Disclosure, SUMMARY_TEXT } from '../Panel/Disclosure';
import { CriticalTag } from '../Strength/CriticalTag';
import { MemberGlyphs } from './MemberGlyphs';

const useStyles = makeStyles(
  (theme: Theme) => ({
    title: SUMMARY_TEXT,
    count: {
      fontSize: '0.8125rem',
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
      width: '7.5rem',
      textAlign: 'right',
      '@media screen and (max-width: 599.95px)': { width: 'auto' },
    },
    word: {
      fontSize: '0.8125rem',
      whiteSpace: 'nowrap',
      width: '6.5rem',
      '@media screen and (max-width: 599.95px)': { width: 'auto' },
    },
  }),
  { name: 'ProductionReadinessItemRow' },
);

export interface ItemRowProps {
  item: ItemView;
  open: boolean;
  onToggle(id: string): void;
  /** Columns of a subject's page; empty on a member's. */
  members: MemberShare[];
  facts: Record<string, FactView>;
  history: HistoryView | null | undefined;
  whoOf(who: string | undefined): string;
}

/** An item in one line, opening to its criteria. */
export const ItemRow = memo((props: ItemRowProps) => {
  const t = useText();
  const classes = useStyles();
  const { item, open, onToggle, members, facts, history, whoOf } = props;
  const applying = item.criteria.filter(c => c.status !== 'not-applicable');
  const passed = applying.filter(c => c.status === 'pass').length;
  return (
    <Disclosure
      id={rowId(item.id)}
      open={open}
      onToggle={() => onToggle(item.id)}
      aside={
        members.length > 0 && (
          <MemberGlyphs members={members} itemId={item.id} />
        )
      }
      summary={
        <>
          <StatusMark status={item.status} wordBeside />
          <span className={classes.title}>
            {item.title} {item.critical && <CriticalTag />}
          </span>
          <span className={classes.word}>
            <ToneText tone={toneOfStatus(item.status)}>
              {t(`status.${item.status}`)}
            </ToneText>
          </span>
          <span className={classes.count}>
            {applying.length > 0 &&
              t('items.passing', {
                passed: String(passed),
                total: String(applying.length),
              })}
          </span>
        </>
      }
    >
      {() => (
        <ItemDetails
          item={item}
          facts={facts}
          history={history}
          whoOf={whoOf}
        />
      )}
    </Disclosure>
  );
});

/** DOM id of an item's row, for deep links. */
export function rowId(itemId: string): string {
  return `item-${itemId}`;
}
