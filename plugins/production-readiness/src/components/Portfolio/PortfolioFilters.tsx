import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ChecklistSummary } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEntityTitles } from '../../hooks/useEntityTitles';
import { useText } from '../../text';
import {
  isPortfolioFiltered,
  withFilter,
  type PortfolioQuery,
} from '../../viewModel/portfolioQuery';
import { Choice } from '../FilterBar/Choice';
import { SearchBox } from '../FilterBar/SearchBox';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
  }),
  { name: 'ProductionReadinessPortfolioFilters' },
);

/** What the server is asked to leave out; the address holds it. */
export function PortfolioFilters(props: {
  query: PortfolioQuery;
  checklists: ChecklistSummary[];
  /** Owners that were seen, and the chosen one. */
  owners: string[];
  onChange(query: PortfolioQuery): void;
}) {
  const t = useText();
  const classes = useStyles();
  const { query, checklists, owners, onChange } = props;
  const titles = useEntityTitles(owners);
  return (
    <div role="search" aria-label={t('filter.label')} className={classes.root}>
      <SearchBox
        label={t('portfolio.search')}
        value={query.text ?? ''}
        onChange={text =>
          onChange(withFilter(query, { text: text || undefined }))
        }
      />
      <Choice
        label={t('portfolio.checklist')}
        value={query.checklist ?? ''}
        options={checklists.map(({ id, title }) => ({ id, title }))}
        onChange={id =>
          onChange(withFilter(query, { checklist: id || undefined }))
        }
      />
      <Choice
        label={t('portfolio.owner')}
        value={query.owner ?? ''}
        options={owners.map(owner => ({
          id: owner,
          title: titles[owner] ?? shortRef(owner),
        }))}
        onChange={id => onChange(withFilter(query, { owner: id || undefined }))}
      />
      {isPortfolioFiltered(query) && (
        <Button
          size="small"
          color="primary"
          onClick={() =>
            onChange({ sort: query.sort, descending: query.descending })
          }
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

function shortRef(entityRef: string): string {
  return entityRef.replace(/^group:(default\/)?/, '');
}
