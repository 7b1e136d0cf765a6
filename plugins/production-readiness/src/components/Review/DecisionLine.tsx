import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { outcomeShape } from '../../viewModel/reviewShapes';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';
import { Time } from '../Time/Time';

/** What was decided, by whom, why, and how long it holds; nothing before that. */
export function DecisionLine(props: {
  review: Pick<ReviewView, 'decisionDetails' | 'state'>;
}) {
  const t = useText();
  const { decisionDetails: decision, state } = props.review;
  if (!decision) return null;
  const shape = outcomeShape(decision.outcome);
  return (
    <p style={{ margin: '4px 0' }}>
      <Mark tone={shape} size={18} />{' '}
      <strong>
        <ToneText tone={shape}>
          {t(`review.decided.${decision.outcome}`)}
        </ToneText>
      </strong>{' '}
      {t('review.by')} <EntityRefLink entityRef={decision.by} />{' '}
      <Time at={decision.at} />
      {decision.outcome === 'exception' && decision.verdict && (
        <>
          {' · '}
          {t('review.decided.against', {
            verdict: t(`verdict.${decision.verdict}`),
          })}
        </>
      )}
      {state === 'decided' && decision.validUntil && (
        <>
          {' · '}
          {t('review.decided.ends')} <Time at={decision.validUntil} />
        </>
      )}
      {decision.reason && ` · ${decision.reason}`}
    </p>
  );
}
