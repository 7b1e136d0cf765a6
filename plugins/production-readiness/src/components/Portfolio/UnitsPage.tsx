import { PageMain } from './PageMain';
import { PortfolioContent } from './PortfolioContent';

/** Launch units, as a tab of the page in the new frontend system. */
export function UnitsPage() {
  return (
    <PageMain>
      <PortfolioContent />
    </PageMain>
  );
}
