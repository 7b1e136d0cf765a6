import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { itemOfRef } from '../../viewModel/itemOfRef';
import { Panel } from '../Panel/Panel';

const useStyles = makeStyles(
  (theme: Theme) => ({
    lead: { fontWeight: 600, margin: theme.spacing(1, 0, 0.5) },
    list: {
      margin: 0,
      paddingLeft: theme.spacing(3),
      columnWidth: 320,
      columnGap: theme.spacing(4),
    },
    entry: { breakInside: 'avoid', padding: theme.spacing(0.25, 0) },
  }),
  { name: 'ProductionReadinessPathPanel' },
);

/** The least that must change for a GO: every must, and some of the other open items. */
export function PathPanel(props: {
  gate: Pick<GateView, 'path' | 'verdict' | 'titles'>;
  itemLink(itemId: string): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { gate, itemLink } = props;
  const { musts, anyOf } = gate.path;
  const some = {
    needed: String(anyOf.needed),
    open: String(anyOf.items.length),
  };
  const entries = (ids: string[]) => (
    <ol className={classes.list}>
      {ids.map(id => (
        <li key={id} className={classes.entry}>
          <Link to={itemLink(itemOfRef(id))}>{gate.titles[id] ?? id}</Link>
        </li>
      ))}
    </ol>
  );
  return (
    <Panel title={t('gate.path')}>
      {gate.verdict === 'go' && t('gate.pathDone')}
      {gate.verdict !== 'go' &&
        !musts.length &&
        !anyOf.needed &&
        t('gate.pathUnreachable')}
      {musts.length > 0 && (
        <>
          <p className={classes.lead}>
            {t('gate.musts', { count: musts.length })}
          </p>
          {entries(musts)}
        </>
      )}
      {anyOf.needed > 0 && (
        <>
          <p className={classes.lead}>
            {musts.length ? t('gate.anyOf', some) : t('gate.anyOfOnly', some)}
          </p>
          {entries(anyOf.items)}
        </>
      )}
    </Panel>
  );
}
