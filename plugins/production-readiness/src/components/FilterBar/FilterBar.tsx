import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import {
  isFiltering,
  STATUSES,
  STRENGTHS,
  type ItemFilter,
} from '../../viewModel/itemFilter';
import { Choice } from './Choice';
import { SearchBox } from './SearchBox';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
      '@media print': { display: 'none' },
    },
    shown: {
      color: theme.palette.text.secondary,
      fontSize: '0.875rem',
      marginLeft: 'auto',
    },
  }),
  { name: 'ProductionReadinessFilterBar' },
);

/** Which items are shown; what it says stands in the address. */
export function FilterBar(props: {
  filter: ItemFilter;
  onChange(filter: ItemFilter): void;
  /** Causes that occur, with their words. */
  causes: { id: string; title: string }[];
  shown: number;
  total: number;
}) {
  const t = useText();
  const classes = useStyles();
  const { filter, onChange, causes, shown, total } = props;
  return (
    <div role="search" aria-label={t('filter.label')} className={classes.root}>
      <SearchBox
        label={t('filter.search')}
        value={filter.text}
        onChange={text => onChange({ ...filter, text })}
      />
      <Choice
        label={t('filter.status')}
        value={filter.status.join(',')}
        options={STATUSES.map(id => ({ id, title: t(`status.${id}`) }))}
        onChange={id =>
          onChange({ ...filter, status: STATUSES.filter(s => s === id) })
        }
      />
      <Choice
        label={t('filter.cause')}
        value={filter.cause ?? ''}
        options={causes}
        onChange={id =>
          onChange({ ...filter, cause: id || undefined, source: undefined })
        }
      />
      <Choice
        label={t('filter.strength')}
        value={filter.strength.join(',')}
        options={STRENGTHS.map(id => ({ id, title: t(`strength.${id}`) }))}
        onChange={id =>
          onChange({ ...filter, strength: STRENGTHS.filter(s => s === id) })
        }
      />
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            color="primary"
            checked={filter.critical}
            onChange={(_, critical) => onChange({ ...filter, critical })}
          />
        }
        label={t('filter.onlyCritical')}
      />
      {isFiltering(filter) && (
        <Button
          size="small"
          color="primary"
          onClick={() =>
            onChange({
              role: filter.role,
              status: [],
              strength: [],
              category: [],
              critical: false,
              text: '',
            })
          }
        >
          {t('filter.clear')}
        </Button>
      )}
      <span className={classes.shown} role="status">
        {t('filter.showing', { shown: String(shown), total: String(total) })}
      </span>
    </div>
  );
}
