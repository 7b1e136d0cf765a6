import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  GateRow,
  GateView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { groupRows, type RowKind } from '../../viewModel/gateRows';
import { Panel } from '../Panel/Panel';
import { useOpenSet } from '../Panel/useOpenSet';
import { GateRowLine } from './GateRowLine';

const useStyles = makeStyles(
  (theme: Theme) => ({
    group: {
      fontSize: '0.8125rem',
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1.5, 0, 0.5),
      '@media print': { fontSize: '8pt', margin: theme.spacing(0.5, 0, 0) },
    },
  }),
  { name: 'ProductionReadinessRowsPanel' },
);

/** GO criteria, NO-GO triggers or critical items, under their groups. */
export function RowsPanel(props: {
  title: string;
  count: string;
  kind: RowKind;
  rows: GateRow[];
  gate: Pick<GateView, 'titles' | 'critical'>;
  itemLink(itemId: string): string;
  whoOf(who: string | undefined): string;
}) {
  const classes = useStyles();
  const { open, toggle } = useOpenSet();
  const { title, count, kind, rows, gate, itemLink, whoOf } = props;
  if (!rows.length) return null;
  return (
    <Panel title={title} count={count}>
      {groupRows(rows).map(({ group, rows: own }) => (
        <div key={group ?? ''}>
          {group && <h3 className={classes.group}>{group}</h3>}
          {own.map(row => (
            <GateRowLine
              key={row.id}
              kind={kind}
              row={row}
              open={open.has(row.id)}
              onToggle={() => toggle(row.id)}
              titles={gate.titles}
              critical={gate.critical}
              itemLink={itemLink}
              whoOf={whoOf}
            />
          ))}
        </div>
      ))}
    </Panel>
  );
}
