import { PageMain } from '../Portfolio/PageMain';
import { ReviewsRouter } from './ReviewsRouter';

/** Launch reviews, as a tab of the page in the new frontend system. */
export function ReviewsPage() {
  return (
    <PageMain>
      <ReviewsRouter />
    </PageMain>
  );
}
