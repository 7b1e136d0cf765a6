import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { Strength } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      flex: 'none',
      fontSize: '0.75rem',
      lineHeight: 1.5,
      padding: theme.spacing(0, 0.75),
      borderRadius: theme.shape.borderRadius,
      border: `1px solid ${theme.palette.divider}`,
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'ProductionReadinessStrengthTag' },
);

/** What a proof rests on. */
export function StrengthTag(props: { strength: Strength }) {
  const t = useText();
  const classes = useStyles();
  return (
    <Tooltip title={t(`strengthSays.${props.strength}`)}>
      <span className={classes.root}>{t(`strength.${props.strength}`)}</span>
    </Tooltip>
  );
}
