import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useChecklists } from '../../hooks/useChecklists';
import { useReviews } from '../../hooks/useReviews';
import { useText } from '../../text';
import {
  isReviewFiltered,
  parseReviewQuery,
  reviewParams,
  toReviewsQuery,
  type ReviewQuery,
} from '../../viewModel/reviewQuery';
import { Panel } from '../Panel/Panel';
import { useLastShown } from '../Portfolio/useLastShown';
import { ScreenError } from '../States/ScreenError';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
import { Clock } from '../Time/Clock';
import { NoReviews } from './NoReviews';
import { ReviewFilters } from './ReviewFilters';
import { ReviewsTable } from './ReviewsTable';
import { WithoutGoPanel } from './WithoutGoPanel';

const useStyles = makeStyles(
  (theme: Theme) => ({
    note: {
      ...theme.typography.body2,
      fontSize: '0.75rem',
      color: theme.palette.text.primary,
    },
    pages: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
    loading: { opacity: 0.6 },
  }),
  { name: 'ProductionReadinessReviews' },
);

/** Which launches are being reviewed, which were, and which went without. */
export function ReviewsContent() {
  return (
    <Clock>
      <ReviewList />
      <WithoutGoPanel />
    </Clock>
  );
}

function ReviewList() {
  const t = useText();
  const classes = useStyles();
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parseReviewQuery(params), [params]);
  const { value, error, loading } = useReviews(toReviewsQuery(query));
  const { value: checklists } = useChecklists();
  // While another page is fetched the last one stays, dimmed: nothing jumps.
  const page = useLastShown(value, error);
  const go = (next: ReviewQuery) => setParams(reviewParams(next));

  if (!page) {
    return error ? (
      <ScreenError error={error} />
    ) : (
      <ScreenSkeleton heights={[60, 320]} />
    );
  }
  if (!page.reviews.length && !isReviewFiltered(query) && !query.cursor) {
    return <NoReviews />;
  }
  return (
    <>
      {error && <StaleNotice error={error} />}
      <Panel title={t('reviews.title')}>
        <ReviewFilters
          query={query}
          checklists={checklists ?? []}
          onChange={go}
        />
        {page.reviews.length === 0 ? (
          <p role="status">{t('reviews.emptyFiltered')}</p>
        ) : (
          <div
            className={loading ? classes.loading : undefined}
            aria-busy={loading}
          >
            <ReviewsTable reviews={page.reviews} />
          </div>
        )}
        <div className={classes.pages}>
          <span className={classes.note} role="status">
            {t('reviews.shown', { count: page.reviews.length })}
          </span>
          {query.cursor && (
            <Button
              size="small"
              onClick={() => go({ ...query, cursor: undefined })}
            >
              {t('portfolio.first')}
            </Button>
          )}
          {page.nextCursor && (
            <Button
              size="small"
              color="primary"
              onClick={() =>
                go({ ...query, cursor: page.nextCursor ?? undefined })
              }
            >
              {t('portfolio.next')}
            </Button>
          )}
        </div>
      </Panel>
    </>
  );
}
