import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Checkbox from '@material-ui/core/Checkbox';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { AttestationTask } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useId } from 'react';
import { useText } from '../../text';
import { formatValue } from '../../viewModel/format';
import { Time } from '../Time/Time';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      alignItems: 'flex-start',
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(0.5, 0),
    },
    text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere', paddingTop: 8 },
    more: { ...theme.typography.body2, color: theme.palette.text.secondary },
    role: {
      ...theme.typography.body2,
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
      padding: theme.spacing(1, 0, 0, 1),
    },
  }),
  { name: 'ProductionReadinessTaskLine' },
);

/** One thing to be stated: in whose words, of what, and what was said of it before. */
export function TaskLine(props: {
  task: AttestationTask;
  role: string;
  chosen: boolean;
  onToggle(): void;
}) {
  const t = useText();
  const classes = useStyles();
  const id = useId();
  const { task, role, chosen, onToggle } = props;
  const { newest, boundTo } = task;
  return (
    <li className={classes.root}>
      <Checkbox
        color="primary"
        checked={chosen}
        disabled={!task.may.allowed}
        onChange={onToggle}
        inputProps={{ 'aria-labelledby': id, 'aria-describedby': `${id}-more` }}
      />
      <div className={classes.text}>
        <div id={id}>
          {task.kind === 'condition'
            ? t('statements.notInUse', { title: task.title })
            : task.statement}
        </div>
        <div id={`${id}-more`} className={classes.more}>
          {task.statement !== task.title && <span>{task.title} · </span>}
          <EntityRefLink entityRef={task.entityRef} />
          {boundTo && (
            <div>
              {t('statements.boundTo', {
                what: boundTo.what,
                value: boundTo.unknown ?? formatValue(boundTo.value),
              })}
            </div>
          )}
          {newest && (
            <div>
              {t(`statements.said.${newest.statement}`)}{' '}
              <EntityRefLink entityRef={newest.by} /> <Time at={newest.at} />
              {newest.note && ` · ${newest.note}`}
              {newest.link && (
                <>
                  {' · '}
                  <Link to={newest.link} underline="always">
                    {t('statements.evidence')}
                  </Link>
                </>
              )}
              {' · '}
              {t(`statements.state.${task.state}`)}
              {['current', 'expiring'].includes(task.state) && (
                <>
                  {' '}
                  <Time at={newest.expiresAt} />
                </>
              )}
            </div>
          )}
          {task.changed.map(change => (
            <div key={change}>{t('statements.changed', { change })}</div>
          ))}
          {!task.may.allowed && task.may.why && <div>{task.may.why}</div>}
        </div>
      </div>
      <span className={classes.role}>{role}</span>
    </li>
  );
}
