import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useChecklists } from '../../hooks/useChecklists';
import { usePortfolio } from '../../hooks/usePortfolio';
import { useText } from '../../text';
import {
  countVerdicts,
  isPortfolioFiltered,
  parsePortfolioQuery,
  portfolioParams,
  sortBy,
  toScorecardsQuery,
  withFilter,
  type PortfolioQuery,
} from '../../viewModel/portfolioQuery';
import { Panel } from '../Panel/Panel';
import { ScreenError } from '../States/ScreenError';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
import { Clock } from '../Time/Clock';
import { EmptyPortfolio } from './EmptyPortfolio';
import { PortfolioFilters } from './PortfolioFilters';
import { UnitsTable } from './UnitsTable';
import { useLastShown } from './useLastShown';
import { useSeen } from './useSeen';
import { VerdictCounts } from './VerdictCounts';

const useStyles = makeStyles(
  (theme: Theme) => ({
    counts: { marginBottom: theme.spacing(2) },
    note: {
      ...theme.typography.body2,
      fontSize: '0.75rem',
      color: theme.palette.text.primary,
      marginTop: theme.spacing(0.5),
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
  { name: 'ProductionReadinessPortfolio' },
);

/** The tab *Launch units*: where do we stand, and where do I push? */
export function PortfolioContent() {
  const t = useText();
  const classes = useStyles();
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parsePortfolioQuery(params), [params]);
  const { value, error, loading } = usePortfolio(toScorecardsQuery(query));
  const { value: checklists } = useChecklists();
  // While another page is fetched the last one stays, dimmed: nothing jumps.
  const page = useLastShown(value, error);
  const owners = useSeen([
    ...(query.owner ? [query.owner] : []),
    ...(page?.items ?? []).flatMap(row => row.owner ?? []),
  ]);
  const go = (next: PortfolioQuery) => setParams(portfolioParams(next));

  if (!page) {
    return error ? (
      <ScreenError error={error} />
    ) : (
      <ScreenSkeleton heights={[60, 60, 320]} />
    );
  }
  if (!page.items.length && !isPortfolioFiltered(query) && !query.cursor) {
    return <EmptyPortfolio checklistId={checklists?.[0]?.id ?? 'basics'} />;
  }
  return (
    <Clock>
      {error && <StaleNotice error={error} />}
      <div className={classes.counts}>
        <VerdictCounts
          counts={countVerdicts(page.allVerdicts)}
          chosen={query.verdict}
          onChoose={verdict => go(withFilter(query, { verdict }))}
        />
        <div className={classes.note}>{t('portfolio.unitsCounted')}</div>
      </div>
      <Panel title={t('portfolio.units')} count={page.totals.count}>
        <PortfolioFilters
          query={query}
          checklists={checklists ?? []}
          owners={owners}
          onChange={go}
        />
        {page.items.length === 0 ? (
          <p role="status">{t('portfolio.emptyFiltered')}</p>
        ) : (
          <div
            className={loading ? classes.loading : undefined}
            aria-busy={loading}
          >
            <UnitsTable
              rows={page.items}
              query={query}
              onSort={sort => go(sortBy(query, sort))}
            />
          </div>
        )}
        <div className={classes.pages}>
          <span className={classes.note} role="status">
            {t('portfolio.shown', { count: page.items.length })}
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
    </Clock>
  );
}
