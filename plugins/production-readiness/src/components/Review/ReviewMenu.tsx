import type { DecisionOutcome } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { ActButton } from '../Act/ActButton';
import { ActMenu } from '../Act/ActMenu';
import { useReviewActs } from './ReviewActsContext';

const OUTCOMES = [
  ['go', 'decideGo'],
  ['no-go', 'decideNoGo'],
  ['exception', 'decideException'],
] as const satisfies readonly [DecisionOutcome, string][];

const REST = ['change', 'reopen', 'cancel'] as const;

/** What may be done to a review now; the act that moves it on comes first. */
export function ReviewMenu() {
  const t = useText();
  const { review, ask } = useReviewActs();
  const { state, may } = review;
  const isOver = state === 'cancelled' || state === 'superseded';
  return (
    <>
      {state === 'open' && (
        <ActMenu
          title={t('review.acts.decide')}
          acts={OUTCOMES.map(([outcome, name]) => ({
            id: outcome,
            title: t(`review.outcomes.${outcome}`),
            may: may[name],
            onClick: () => ask({ kind: 'decide', outcome }),
          }))}
        />
      )}
      {state === 'decided' && (
        <ActButton
          variant="contained"
          may={may.launch}
          onClick={() => ask({ kind: 'launch' })}
        >
          {t('review.acts.launch')}
        </ActButton>
      )}
      {!isOver && state !== 'verified' && (
        <ActMenu
          variant="text"
          title={t('review.acts.more')}
          acts={REST.map(kind => ({
            id: kind,
            title: t(`review.acts.${kind}`),
            may: may[kind],
            onClick: () => ask({ kind }),
          }))}
        />
      )}
    </>
  );
}
