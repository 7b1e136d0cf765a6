import { Link } from '@backstage/core-components';
import type {
  GateView,
  ReviewSummary,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useReviewLinks } from '../../hooks/useReviewLinks';
import { useText } from '../../text';
import { Panel } from '../Panel/Panel';
import { Time } from '../Time/Time';
import { OpenReviewButton } from './OpenReviewButton';
import { ReviewStateTag } from './ReviewStateTag';

/** No review is under way: what the verdict above means then, and the way to open one. */
export function BeforeReview(props: {
  gate: GateView;
  last: ReviewSummary | null;
  onOpened(): void;
}) {
  const t = useText();
  const links = useReviewLinks();
  const { gate, last, onOpened } = props;
  if (gate.verdict === null) return null;
  return (
    <Panel
      title={t('review.before.title')}
      actions={<OpenReviewButton gate={gate} onOpened={onOpened} />}
    >
      {t('review.before.says', { verdict: t(`verdict.${gate.verdict}`) })}
      {last && (
        <p style={{ margin: '8px 0 0' }}>
          {t('review.before.last')}{' '}
          {links ? (
            <Link underline="always" to={links.review(last.id)}>
              {t('review.launchNumber', { number: String(last.number) })}
            </Link>
          ) : (
            t('review.launchNumber', { number: String(last.number) })
          )}{' '}
          <ReviewStateTag state={last.state} />
          {last.launchedAt && (
            <>
              {' · '}
              {t('review.before.launched')} <Time at={last.launchedAt} />
            </>
          )}
          {links && (
            <>
              {' · '}
              <Link underline="always" to={links.list(gate.subjectRef)}>
                {t('review.before.all')}
              </Link>
            </>
          )}
        </p>
      )}
    </Panel>
  );
}
