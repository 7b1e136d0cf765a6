import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import { headlineOf } from '../../viewModel/headline';
import {
  VERDICTS,
  type PortfolioVerdict,
} from '../../viewModel/portfolioQuery';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      ...theme.typography.body2,
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.5),
    },
    tile: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(1, 2),
      borderRadius: theme.shape.borderRadius,
      border: `1px solid ${theme.palette.divider}`,
      backgroundColor: theme.palette.background.paper,
      font: 'inherit',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    chosen: {
      outline: `2px solid ${theme.palette.text.primary}`,
      outlineOffset: -1,
    },
    number: { fontSize: '1.5rem', fontWeight: 700 },
  }),
  { name: 'ProductionReadinessVerdictCounts' },
);

/** How many launch units have each verdict; each number opens what it counts. */
export function VerdictCounts(props: {
  counts: Record<PortfolioVerdict, number>;
  chosen: PortfolioVerdict | undefined;
  onChoose(verdict: PortfolioVerdict | undefined): void;
}) {
  const t = useText();
  const classes = useStyles();
  const { counts, chosen, onChoose } = props;
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('portfolio.columns.verdict')}
    >
      {VERDICTS.filter(each => each !== 'none' || counts.none > 0).map(
        verdict => {
          const { shape } = headlineOf({
            isSubject: true,
            verdict: verdict === 'none' ? null : verdict,
          });
          return (
            <ButtonBase
              key={verdict}
              className={`${classes.tile} ${
                chosen === verdict ? classes.chosen : ''
              }`}
              aria-pressed={chosen === verdict}
              onClick={() => onChoose(chosen === verdict ? undefined : verdict)}
            >
              <Mark tone={shape} size={24} />
              <span className={classes.number}>{counts[verdict]}</span>
              <ToneText tone={shape}>{t(`verdict.${verdict}`)}</ToneText>
            </ButtonBase>
          );
        },
      )}
    </div>
  );
}
