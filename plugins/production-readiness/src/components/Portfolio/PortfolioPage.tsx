import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { REVIEWS_PATH, UNITS_PATH } from '../../routes';
import { useText } from '../../text';
import { ReviewsRouter } from '../Reviews/ReviewsRouter';
import { PortfolioContent } from './PortfolioContent';

/** The page with its own frame and tabs, for the legacy frontend system; the new one draws them itself. */
export function PortfolioPage() {
  const t = useText();
  return (
    <Page themeId="home">
      <Header title={t('portfolio.title')} subtitle={t('portfolio.subtitle')} />
      <TabbedLayout>
        <TabbedLayout.Route
          path={`/${UNITS_PATH}`}
          title={t('portfolio.units')}
        >
          <PortfolioContent />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${REVIEWS_PATH}`}
          title={t('reviews.title')}
        >
          <ReviewsRouter />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
