import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReviewState } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { stateShape } from '../../viewModel/reviewShapes';
import { ToneText } from '../Mark/ToneText';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'inline-block',
      whiteSpace: 'nowrap',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      padding: theme.spacing(0, 0.75),
      fontSize: '0.8125rem',
      fontWeight: 600,
    },
  }),
  { name: 'ProductionReadinessReviewStateTag' },
);

/** Where a review is on its way, in a word. */
export function ReviewStateTag(props: { state: ReviewState }) {
  const t = useText();
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <ToneText tone={stateShape(props.state)}>
        {t(`review.states.${props.state}`)}
      </ToneText>
    </span>
  );
}
