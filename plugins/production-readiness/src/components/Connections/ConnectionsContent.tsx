import { Content } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { connectionsReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useConnections } from '../../hooks/useConnections';
import { useText } from '../../text';
import { groupConnections, STANDING_TONE } from '../../viewModel/connections';
import { Mark } from '../Mark/Mark';
import { Panel } from '../Panel/Panel';
import { useOpenSet } from '../Panel/useOpenSet';
import { ScreenError } from '../States/ScreenError';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
import { Clock } from '../Time/Clock';
import { ConnectionLine } from './ConnectionLine';
import { RefusedHosts } from './RefusedHosts';

const useStyles = makeStyles(
  (theme: Theme) => ({
    says: {
      ...theme.typography.body2,
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(2),
    },
    count: { whiteSpace: 'nowrap' },
    grow: { flex: 1 },
  }),
  { name: 'ProductionReadinessConnections' },
);

/** The platform team's page: what evidence comes from, what is wrong with it, and what is missing. */
export function ConnectionsContent() {
  const t = useText();
  const classes = useStyles();
  const { value, error, loading, reload } = useConnections();
  const { open, toggle } = useOpenSet();
  if (!value) {
    return (
      <Content>
        {error ? (
          <ScreenError error={error} permission={connectionsReadPermission} />
        ) : (
          <ScreenSkeleton heights={[40, 120, 320]} />
        )}
      </Content>
    );
  }
  const groups = groupConnections(value.sources);
  return (
    <Content>
      <Clock>
        {error && <StaleNotice error={error} />}
        <div className={classes.says}>
          {groups.map(({ standing, sources }) => (
            <span key={standing} className={classes.count}>
              <Mark tone={STANDING_TONE[standing]} size={18} />{' '}
              {t(`connections.standing.${standing}`)} {sources.length}
            </span>
          ))}
          <span className={classes.grow} />
          <Button
            size="small"
            variant="outlined"
            color="primary"
            disabled={loading}
            onClick={reload}
          >
            {t('connections.again')}
          </Button>
        </div>
        {groups.map(({ standing, sources }) => (
          <Panel
            key={standing}
            title={t(`connections.titles.${standing}`)}
            count={sources.length}
          >
            {sources.map(source => (
              <ConnectionLine
                key={source.id}
                source={source}
                open={open.has(source.id)}
                onToggle={() => toggle(source.id)}
              />
            ))}
          </Panel>
        ))}
        <RefusedHosts hosts={value.refusedHosts} />
      </Clock>
    </Content>
  );
}
