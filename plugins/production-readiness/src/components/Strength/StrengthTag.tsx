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
    open: { borderStyle: 'dashed' },
  }),
  { name: 'ProductionReadinessStrengthTag' },
);

/** What a proof rests on; of one that is still open what it would rest on, never as if it were there. */
export function StrengthTag(props: {
  strength: Strength;
  /** Nothing is proven yet. */
  open?: boolean;
}) {
  const t = useText();
  const classes = useStyles();
  const strength = t(`strength.${props.strength}`);
  return (
    <Tooltip
      title={
        props.open
          ? t('strengthSays.open')
          : t(`strengthSays.${props.strength}`)
      }
    >
      <span className={`${classes.root} ${props.open ? classes.open : ''}`}>
        {props.open ? t('strength.wouldBe', { strength }) : strength}
      </span>
    </Tooltip>
  );
}
