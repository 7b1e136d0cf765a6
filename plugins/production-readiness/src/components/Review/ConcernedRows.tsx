import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { rowShape, rowWord } from '../../viewModel/gateRows';
import { concernedRows } from '../../viewModel/concernedRows';
import { Mark } from '../Mark/Mark';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      ...theme.typography.body2,
      listStyle: 'none',
      margin: theme.spacing(0, 0, 1),
      padding: 0,
    },
    row: { padding: theme.spacing(0.25, 0), overflowWrap: 'anywhere' },
  }),
  { name: 'ProductionReadinessConcernedRows' },
);

/** The gate rows that a role answers for, each in a word, the worst first. */
export function ConcernedRows(props: {
  review: Pick<ReviewView, 'go' | 'noGo' | 'critical'>;
  ids: string[];
}) {
  const t = useText();
  const classes = useStyles();
  const rows = concernedRows(props.review, props.ids);
  if (!rows.length) return <p>{t('review.concernsNothing')}</p>;
  return (
    <ul className={classes.root} aria-label={t('review.concerns')}>
      {rows.map(({ kind, row }) => {
        const word = rowWord(kind, row.truth);
        return (
          <li key={row.id} className={classes.row}>
            <Mark tone={rowShape(word)} size={16} /> {row.title} ·{' '}
            {t(`gate.${word}`)}
          </li>
        );
      })}
    </ul>
  );
}
