import Chip from '@material-ui/core/Chip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import type { CategoryTally } from '../../viewModel/tally';
import { Mark } from '../Mark/Mark';
import type { Tone } from '../Mark/colours';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    chip: { margin: 0 },
    label: { display: 'flex', gap: theme.spacing(0.75), alignItems: 'center' },
    chosen: {
      outline: `2px solid ${theme.palette.text.primary}`,
      outlineOffset: -1,
    },
  }),
  { name: 'ProductionReadinessCategoryChips' },
);

/** Categories with what passes of what applies; choosing one or several filters the items. */
export function CategoryChips(props: {
  categories: CategoryTally[];
  chosen: string[];
  onChange(chosen: string[]): void;
}) {
  const t = useText();
  const classes = useStyles();
  const toggle = (id: string) =>
    props.onChange(
      props.chosen.includes(id)
        ? props.chosen.filter(each => each !== id)
        : [...props.chosen, id],
    );
  return (
    <ul className={classes.root}>
      {props.categories.map(({ id, title, tally }) => (
        <li key={id}>
          <Chip
            className={`${classes.chip} ${
              props.chosen.includes(id) ? classes.chosen : ''
            }`}
            size="small"
            variant="outlined"
            clickable
            onClick={() => toggle(id)}
            aria-pressed={props.chosen.includes(id)}
            aria-label={t('category.chip', {
              title,
              passed: String(tally.pass),
              applicable: String(tally.applicable),
              failed: String(tally.fail),
              unknown: String(tally.unknown),
            })}
            label={
              <span className={classes.label}>
                <Mark tone={toneOf(tally)} size={16} />
                {title}
                <strong>
                  {tally.pass}/{tally.applicable}
                </strong>
              </span>
            }
          />
        </li>
      ))}
    </ul>
  );
}

function toneOf(tally: CategoryTally['tally']): Tone {
  if (tally.fail) return 'bad';
  if (tally.unknown) return 'open';
  if (tally.applicable === 0) return 'none';
  return tally.waived ? 'waived' : 'good';
}
