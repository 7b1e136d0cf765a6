import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { Panel } from '../Panel/Panel';

const useStyles = makeStyles(
  (theme: Theme) => ({
    windows: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
      gap: theme.spacing(2),
    },
    title: { fontSize: '0.9375rem', fontWeight: 600, margin: 0 },
    list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
    role: { color: theme.palette.text.secondary },
  }),
  { name: 'ProductionReadinessPostLaunchPanel' },
);

/** What will be looked at after launch, window by window. */
export function PostLaunchPanel(props: {
  windows: GateView['postLaunch'];
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { windows, whoOf } = props;
  return (
    <Panel title={t('gate.postLaunch')}>
      {!windows.length && t('gate.noPostLaunch')}
      <div className={classes.windows}>
        {windows.map(window => (
          <div key={window.id}>
            <h3 className={classes.title}>{window.title}</h3>
            <ul className={classes.list}>
              {window.checks.map(check => (
                <li key={check.id}>
                  {check.title}{' '}
                  <span className={classes.role}>· {whoOf(check.role)}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}
