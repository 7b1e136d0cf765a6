import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { pathSteps } from '../../viewModel/pathSteps';
import { Panel } from '../Panel/Panel';
import { StepList } from './StepList';

const useStyles = makeStyles(
  (theme: Theme) => ({
    lead: { fontWeight: 600, margin: theme.spacing(1, 0, 0.5) },
  }),
  { name: 'ProductionReadinessPathPanel' },
);

/** The least that must change for a GO: every must, and some of the other open items. */
export function PathPanel(props: {
  gate: GateView;
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
    <StepList steps={pathSteps(ids, gate)} itemLink={itemLink} />
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
