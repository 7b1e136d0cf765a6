import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { scorecardRunPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useId } from 'react';
import type { RunState } from '../../hooks/useRun';
import { useText } from '../../text';
import { runLine } from './runLine';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { minWidth: 220, '@media print': { display: 'none' } },
    // Reserved at all times: progress that appears must not push the page down.
    progress: { height: 44, paddingTop: theme.spacing(0.5) },
    line: {
      fontSize: '0.8rem',
      lineHeight: 1.3,
      color: theme.palette.text.secondary,
    },
    bar: {
      '@media (prefers-reduced-motion: reduce)': {
        '& *': { animation: 'none !important', transition: 'none !important' },
      },
    },
    denied: { opacity: 0.6, cursor: 'not-allowed' },
    hidden: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  }),
  { name: 'ProductionReadinessRunChecks' },
);

/** The button that has the checks run now, and how far they are. */
export function RunChecks(props: { run: RunState; subjectRef: string }) {
  const t = useText();
  const classes = useStyles();
  const reasonId = useId();
  const { run } = props;
  const { allowed, loading } = usePermission({
    permission: scorecardRunPermission,
    resourceRef: props.subjectRef,
  });
  const denied = !allowed && !loading;
  const reason = denied
    ? t('run.denied', { permission: scorecardRunPermission.name })
    : '';
  const blocked = denied || loading || run.busy;
  const line = runLine(run, t);
  return (
    <div className={classes.root}>
      <Tooltip title={reason}>
        <Button
          variant="contained"
          color="primary"
          size="small"
          // Not `disabled`: the reason must be reachable by keyboard.
          aria-disabled={blocked}
          aria-describedby={denied ? reasonId : undefined}
          className={blocked ? classes.denied : undefined}
          onClick={() => !blocked && run.start()}
        >
          {t('run.button')}
        </Button>
      </Tooltip>
      {denied && (
        <span id={reasonId} className={classes.hidden}>
          {reason}
        </span>
      )}
      <div className={classes.progress} role="status">
        {line && <div className={classes.line}>{line.text}</div>}
        {run.busy && (
          <LinearProgress
            className={classes.bar}
            aria-label={t('run.button')}
            variant={
              line?.percent === undefined ? 'indeterminate' : 'determinate'
            }
            value={line?.percent}
          />
        )}
      </div>
    </div>
  );
}
