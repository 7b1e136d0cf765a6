import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import { countByWho, groupSteps, pathSteps } from '../../viewModel/pathSteps';
import type { BoardRows } from '../../viewModel/reviewBoard';
import { Panel } from '../Panel/Panel';
import { StepList } from './StepList';

const useStyles = makeStyles(
  (theme: Theme) => ({
    group: {
      fontSize: '0.8125rem',
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1, 0, 0.25),
    },
    lead: { fontWeight: 600, margin: theme.spacing(1, 0, 0.5) },
  }),
  { name: 'ProductionReadinessPathPanel' },
);

/** Place of the panel on the board. */
export const PATH_ANCHOR = 'path-to-go';

/** The least that must change for a GO: every must, and some of the other open items. */
export function PathPanel(props: {
  gate: BoardRows;
  itemLink(itemId: string): string;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { gate, itemLink, whoOf } = props;
  const { musts, anyOf } = gate.path;
  const some = {
    needed: String(anyOf.needed),
    open: String(anyOf.items.length),
  };
  const steps = pathSteps(musts, gate);
  const shares = countByWho(steps)
    .map(({ who, count }) => `${whoOf(who)} ${count}`)
    .join(', ');
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
            {t('gate.musts', { count: musts.length })} · {shares}
          </p>
          {groupSteps(steps).map(({ key, who, steps: own }) => (
            <div key={key}>
              <h3 className={classes.group}>
                {key === 'fails' ? t('gate.knownToFail') : whoOf(who)} ·{' '}
                {own.length}
              </h3>
              <StepList
                steps={own}
                itemLink={itemLink}
                whoOf={key === 'fails' ? whoOf : undefined}
                printAll
              />
            </div>
          ))}
        </>
      )}
      {anyOf.needed > 0 && (
        <>
          <p className={classes.lead}>
            {musts.length ? t('gate.anyOf', some) : t('gate.anyOfOnly', some)}
          </p>
          <StepList steps={pathSteps(anyOf.items, gate)} itemLink={itemLink} />
        </>
      )}
    </Panel>
  );
}
