import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { useText } from '../../text';
import { parseShownRows, rowsShown, tallyRows } from '../../viewModel/gateRows';
import type { BoardRows } from '../../viewModel/reviewBoard';
import { RowsPanel } from './RowsPanel';

const useStyles = makeStyles(
  (theme: Theme) => ({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
      gap: theme.spacing(0, 2),
      alignItems: 'start',
      '@media print': { gridTemplateColumns: '1fr 1fr' },
    },
  }),
  { name: 'ProductionReadinessRowsPanels' },
);

/** All rows that decide; of one kind only where the address says so. */
export function RowsPanels(props: {
  board: BoardRows;
  itemLink(itemId: string): string;
  whoOf(who: string | undefined): string;
  /** Stands above the critical items. */
  beside?: ReactNode;
}) {
  const t = useText();
  const classes = useStyles();
  const { board, itemLink, whoOf, beside } = props;
  const { pathname, search } = useLocation();
  const params = new URLSearchParams(search);
  const shown = parseShownRows(params.get('rows'));
  const rowsRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown) rowsRef.current?.scrollIntoView?.({ block: 'start' });
  }, [shown]);
  params.delete('rows');
  const rowProps = { gate: board, itemLink, whoOf };
  return (
    <>
      {shown && (
        <p>
          {t(`gate.shown.${shown}`)}{' '}
          <Link underline="always" to={`${pathname}?${params}`}>
            {t('gate.showAllRows')}
          </Link>
        </p>
      )}
      <div className={classes.columns} ref={rowsRef}>
        <div>
          <RowsPanel
            {...rowProps}
            kind="go"
            title={t('gate.go')}
            count={t('gate.count', tallyText(tallyRows('go', board.go)))}
            rows={rowsShown('go', board.go, shown)}
          />
          <RowsPanel
            {...rowProps}
            kind="no-go"
            title={t('gate.noGo')}
            count={t(
              'gate.countClear',
              tallyText(tallyRows('no-go', board.noGo)),
            )}
            rows={rowsShown('no-go', board.noGo, shown)}
          />
        </div>
        <div>
          {beside}
          <RowsPanel
            {...rowProps}
            kind="critical"
            title={t('gate.critical')}
            count={t(
              'gate.count',
              tallyText(tallyRows('critical', board.critical)),
            )}
            rows={rowsShown('critical', board.critical, shown)}
          />
        </div>
      </div>
    </>
  );
}

function tallyText(tally: { good: number; total: number }) {
  return { done: String(tally.good), total: String(tally.total) };
}
