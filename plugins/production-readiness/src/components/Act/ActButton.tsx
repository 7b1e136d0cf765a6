import Button, { type ButtonProps } from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { May } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useId, type ReactNode } from 'react';
import { HIDDEN } from './hidden';

const useStyles = makeStyles(
  {
    root: { '@media print': { display: 'none' } },
    denied: { opacity: 0.6, cursor: 'not-allowed' },
    reason: HIDDEN,
  },
  { name: 'ProductionReadinessActButton' },
);

/** Something that a person does; where they may not, it stays in sight with the reason. */
export function ActButton(props: {
  may: May;
  onClick(): void;
  variant?: ButtonProps['variant'];
  /** What it is about, where several buttons say the same. */
  label?: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const reasonId = useId();
  const { may, onClick, variant = 'outlined', label, children } = props;
  const why = may.allowed ? '' : may.why ?? '';
  return (
    <span className={classes.root}>
      <Tooltip title={why}>
        <Button
          size="small"
          color="primary"
          variant={variant}
          aria-label={label}
          // Not `disabled`: the reason must be reachable by keyboard.
          aria-disabled={!may.allowed}
          aria-describedby={why ? reasonId : undefined}
          className={may.allowed ? undefined : classes.denied}
          onClick={() => may.allowed && onClick()}
        >
          {children}
        </Button>
      </Tooltip>
      {why && (
        <span id={reasonId} className={classes.reason}>
          {why}
        </span>
      )}
    </span>
  );
}
