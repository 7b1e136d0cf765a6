import { Header, Page } from '@backstage/core-components';
import { useText } from '../../text';
import { PortfolioContent } from './PortfolioContent';

/** The page with its own frame, for the legacy frontend system; the new one draws the frame itself. */
export function PortfolioPage() {
  const t = useText();
  return (
    <Page themeId="home">
      <Header title={t('portfolio.title')} subtitle={t('portfolio.subtitle')} />
      <PortfolioContent />
    </Page>
  );
}
