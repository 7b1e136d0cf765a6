import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  FactView,
  HistoryView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ReactNode } from 'react';
import { useText } from '../../text';
import type { FixEntry } from '../../viewModel/fixList';
import { ItemDetails } from '../ItemDetails/ItemDetails';
import { Mark } from '../Mark/Mark';
import { Disclosure, SUMMARY_TEXT } from '../Panel/Disclosure';
import { Panel } from '../Panel/Panel';
import { useOpenSet } from '../Panel/useOpenSet';
import { CriticalTag, DecidesTag } from '../Strength/CriticalTag';
import { ReasonText } from './ReasonText';

const useStyles = makeStyles(
  (theme: Theme) => ({
    text: SUMMARY_TEXT,
    title: { fontWeight: 600 },
    reason: { color: theme.palette.text.secondary },
    role: { whiteSpace: 'nowrap', color: theme.palette.text.secondary },
  }),
  { name: 'ProductionReadinessFixList' },
);

/** What is known to be wrong, what decides first, each line with who acts and opening to all there is. */
export function FixList(props: {
  entries: FixEntry[];
  /** What to say where there is nothing. */
  empty: string;
  roleFilter: ReactNode;
  facts: Record<string, FactView>;
  history: HistoryView | null | undefined;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { open, toggle } = useOpenSet();
  const { entries, facts, history, whoOf } = props;
  return (
    <Panel
      title={t('fix.title')}
      count={entries.length}
      actions={props.roleFilter}
    >
      {!entries.length && props.empty}
      {entries.map(({ item, decides, reason, more, roles }) => (
        <Disclosure
          key={item.id}
          open={open.has(item.id)}
          onToggle={() => toggle(item.id)}
          summary={
            <>
              <Mark tone="bad" label={t('status.fail')} />
              {decides && (item.critical ? <CriticalTag /> : <DecidesTag />)}
              <span className={classes.text}>
                <span className={classes.title}>{item.title}</span>
                <span className={classes.reason}>
                  {' · '}
                  <ReasonText reason={reason} />
                  {more > 0 &&
                    ` · ${t('common.more', { number: String(more) })}`}
                </span>
              </span>
              <span className={classes.role}>
                {roles.map(role => whoOf(role)).join(', ')}
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
      ))}
    </Panel>
  );
}
