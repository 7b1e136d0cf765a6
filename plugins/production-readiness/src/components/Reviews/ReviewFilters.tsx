import Button from '@material-ui/core/Button';
import Chip from '@material-ui/core/Chip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ChecklistSummary } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useText } from '../../text';
import {
  isReviewFiltered,
  REVIEW_STATES,
  toggleState,
  withReviewFilter,
  type ReviewQuery,
} from '../../viewModel/reviewQuery';
import { Choice } from '../FilterBar/Choice';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    states: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
    chip: { margin: 0, color: theme.palette.text.primary },
    chosen: {
      fontWeight: 700,
      outline: `2px solid ${theme.palette.text.primary}`,
      outlineOffset: -1,
    },
  }),
  { name: 'ProductionReadinessReviewFilters' },
);

/** Which reviews the server is asked for; the address holds it. */
export function ReviewFilters(props: {
  query: ReviewQuery;
  checklists: ChecklistSummary[];
  onChange(query: ReviewQuery): void;
}) {
  const t = useText();
  const classes = useStyles();
  const { query, checklists, onChange } = props;
  return (
    <div role="search" aria-label={t('filter.label')} className={classes.root}>
      <div
        role="group"
        aria-label={t('reviews.columns.state')}
        className={classes.states}
      >
        {REVIEW_STATES.map(state => {
          const isChosen = query.states.includes(state);
          return (
            <Chip
              key={state}
              size="small"
              variant="outlined"
              clickable
              label={t(`review.states.${state}`)}
              aria-pressed={isChosen}
              className={`${classes.chip} ${isChosen ? classes.chosen : ''}`}
              onClick={() => onChange(toggleState(query, state))}
            />
          );
        })}
      </div>
      <Choice
        label={t('portfolio.checklist')}
        value={query.checklist ?? ''}
        options={checklists.map(({ id, title }) => ({ id, title }))}
        onChange={id =>
          onChange(withReviewFilter(query, { checklist: id || undefined }))
        }
      />
      {query.unit && (
        <UnitChip
          unit={query.unit}
          onDelete={() =>
            onChange(withReviewFilter(query, { unit: undefined }))
          }
        />
      )}
      {isReviewFiltered(query) && (
        <Button
          size="small"
          color="primary"
          onClick={() => onChange({ states: [] })}
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

function UnitChip(props: { unit: string; onDelete(): void }) {
  const t = useText();
  const title = useEntityTitle(props.unit);
  return (
    <Chip
      size="small"
      style={{ margin: 0 }}
      label={t('reviews.onlyUnit', { unit: title })}
      onDelete={props.onDelete}
    />
  );
}
