import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import {
  reviewSteps,
  type ReviewStep,
  type StepState,
} from '../../viewModel/reviewSteps';
import type { Tone } from '../Mark/colours';
import { Mark } from '../Mark/Mark';
import { Panel } from '../Panel/Panel';
import { Time } from '../Time/Time';
import { NextActs } from './NextActs';
import { useReviewActs } from './ReviewActsContext';

const TONES: Record<StepState, Tone> = {
  done: 'good',
  now: 'open',
  ahead: 'open',
  skipped: 'none',
  lost: 'bad',
  never: 'none',
};

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(96px, 1fr))',
      gap: theme.spacing(1),
      listStyle: 'none',
      margin: theme.spacing(0, 0, 1),
      padding: 0,
    },
    step: {
      borderTop: `3px solid ${theme.palette.divider}`,
      paddingTop: theme.spacing(0.5),
    },
    reached: { borderTopColor: theme.palette.text.secondary },
    now: { borderTopColor: theme.palette.primary.main },
    title: { fontWeight: 600, whiteSpace: 'nowrap' },
    when: {
      fontSize: '0.8125rem',
      color: theme.palette.text.secondary,
      '@media print': { fontSize: '7pt' },
    },
  }),
  { name: 'ProductionReadinessReviewSteps' },
);

/** The way of the review, where it stands on it, and what happens next. */
export function StepsPanel() {
  const t = useText();
  const classes = useStyles();
  const { review } = useReviewActs();
  return (
    <Panel title={t('review.steps.title')}>
      <ol className={classes.list}>
        {reviewSteps(review).map(step => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      <NextActs />
    </Panel>
  );
}

function Step(props: { step: ReviewStep }) {
  const t = useText();
  const classes = useStyles();
  const { id, state, at, by } = props.step;
  const isReached = state === 'done' || state === 'lost';
  const edge = { now: classes.now, reached: classes.reached };
  return (
    <li
      className={`${classes.step} ${
        state === 'now' ? edge.now : (isReached && edge.reached) || ''
      }`}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <div className={classes.title}>
        <Mark tone={TONES[state]} size={16} /> {t(`review.steps.${id}`)}
      </div>
      <div className={classes.when}>
        {isReached && at ? <Time at={at} /> : t(`review.stepSays.${state}`)}
        {state === 'lost' && ` · ${t('review.stepSays.lost')}`}
        {by && (
          <>
            {' · '}
            <EntityDisplayName entityRef={by} hideIcon />
          </>
        )}
      </div>
    </li>
  );
}
