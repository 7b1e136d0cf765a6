import { Link } from '@backstage/core-components';
import { useParams } from 'react-router-dom';
import { useGate } from '../../hooks/useGate';
import { useReview } from '../../hooks/useReview';
import { useReviewLinks } from '../../hooks/useReviewLinks';
import { useText } from '../../text';
import { ScreenError } from '../States/ScreenError';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
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
          <BoardWithGate
            subjectRef={review.subjectRef}
            checklist={review.checklist.id}
          />
          <RecordPanel />
          <EventsPanel />
        </ReviewActsProvider>
      )}
    </Clock>
  );
}

/** Contacts, commands and unknowns are the launch unit's of today; without them the review still stands. */
function BoardWithGate(props: { subjectRef: string; checklist: string }) {
  const { subjectRef, checklist } = props;
  const { value: gate } = useGate({ entityRef: subjectRef, checklist });
  return <ReviewBoard gate={gate ?? undefined} />;
}
