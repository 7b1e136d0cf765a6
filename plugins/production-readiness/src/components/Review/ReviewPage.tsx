import { Link } from '@backstage/core-components';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useParams } from 'react-router-dom';
import { useGate } from '../../hooks/useGate';
import { useReview } from '../../hooks/useReview';
import { useReviewLinks } from '../../hooks/useReviewLinks';
import { useText } from '../../text';
import { ScreenError } from '../States/ScreenError';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
import { StatementsProvider } from '../Statements/StatementsProvider';
import { Clock } from '../Time/Clock';
import { EventsPanel } from './EventsPanel';
import { RecordPanel } from './RecordPanel';
import { ReviewActsProvider } from './ReviewActsProvider';
import { ReviewBoard } from './ReviewBoard';

const HEIGHTS = [150, 120, 320, 200];

/** A launch review with all there is of it: the board, the record and what happened. */
export function ReviewPage() {
  const t = useText();
  const links = useReviewLinks();
  const { id = '' } = useParams();
  const { value: review, error, reload } = useReview(id);
  return (
    <Clock>
      {links && (
        <p style={{ margin: '0 0 16px' }}>
          <Link underline="always" to={links.list()}>
            {t('reviews.back')}
          </Link>
        </p>
      )}
      {!review && error && <ScreenError error={error} />}
      {!review && !error && <ScreenSkeleton heights={HEIGHTS} />}
      {review && error && <StaleNotice error={error} />}
      {review && (
        <ReviewActsProvider review={review} onChanged={reload}>
          <BoardWithGate review={review} onChanged={reload} />
          <RecordPanel />
          <EventsPanel />
        </ReviewActsProvider>
      )}
    </Clock>
  );
}

/** Contacts, commands and unknowns are the launch unit's of today; without them the review still stands. */
function BoardWithGate(props: { review: ReviewView; onChanged(): void }) {
  const { review, onChanged } = props;
  const { value: gate, reload } = useGate({
    entityRef: review.subjectRef,
    checklist: review.checklist.id,
  });
  if (!gate) return <ReviewBoard />;
  return (
    <StatementsProvider
      view={gate}
      onChanged={() => {
        onChanged();
        reload();
      }}
    >
      <ReviewBoard gate={gate} />
    </StatementsProvider>
  );
}
