import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { HistoryView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { trendOf } from '../../viewModel/trend';

const WIDTH = 160;
const HEIGHT = 36;
const PAD = 3;

const useStyles = makeStyles(
  (theme: Theme) => ({
    // As large without points as with them.
    root: {
      width: WIDTH,
      minHeight: HEIGHT + 18,
      fontSize: '0.75rem',
      color: theme.palette.text.secondary,
    },
    line: {
      fill: 'none',
      stroke: theme.palette.text.primary,
      strokeWidth: 1.5,
    },
    dot: { fill: theme.palette.text.primary },
    base: { stroke: theme.palette.divider },
  }),
  { name: 'ProductionReadinessTrend' },
);

/** The share of passing items over the last days, as a small line that also says itself in words. */
export function Trend(props: {
  history: HistoryView | null | undefined;
  /** Whose score it is, where that is not the page's. */
  of?: string;
}) {
  const t = useText();
  const classes = useStyles();
  const trend = props.history && trendOf(props.history.points);
  if (!trend) {
    return (
      <div className={classes.root}>
        {props.history ? t('trend.tooYoung') : null}
      </div>
    );
  }
  const dots = trend.dots.map(dot => ({
    x: PAD + dot.x * (WIDTH - 2 * PAD),
    y: HEIGHT - PAD - dot.y * (HEIGHT - 2 * PAD),
  }));
  const last = dots[dots.length - 1];
  const count = dots.length;
  return (
    <div className={classes.root}>
      {props.of && <div>{t('trend.of', { subject: props.of })}</div>}
      <svg
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={`${
          props.of ? `${t('trend.of', { subject: props.of })}: ` : ''
        }${t('trend.label', {
          days: String(count),
          first: String(trend.first),
          last: String(trend.last),
          low: String(trend.low),
          high: String(trend.high),
        })}`}
      >
        <line
          className={classes.base}
          x1={0}
          x2={WIDTH}
          y1={HEIGHT - 1}
          y2={HEIGHT - 1}
        />
        <polyline
          className={classes.line}
          points={dots.map(dot => `${dot.x},${dot.y}`).join(' ')}
        />
        <circle className={classes.dot} cx={last.x} cy={last.y} r={2.5} />
      </svg>
      <div>
        {count > 1 && `${trend.first} → `}
        {trend.last} % · {t('trend.days', { count })}
      </div>
    </div>
  );
}
