import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      flex: 'none',
      fontSize: '0.7rem',
      fontWeight: 700,
      letterSpacing: '0.04em',
      textTransform: 'uppercase',
      padding: theme.spacing(0, 0.75),
      borderRadius: theme.shape.borderRadius,
      border: '1px solid currentColor',
      color: theme.palette.text.primary,
    },
  }),
  { name: 'ProductionReadinessCriticalTag' },
);

/** Critical is a property, not a failure: it has no colour of its own. */
export function CriticalTag() {
  return (
    <span className={useStyles().root}>{useText()('common.critical')}</span>
  );
}

/** A decision reads it, though no critical item does. */
export function DecidesTag() {
  return (
    <span className={useStyles().root}>{useText()('common.decides')}</span>
  );
}
