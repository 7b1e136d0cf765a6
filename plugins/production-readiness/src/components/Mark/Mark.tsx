import { makeStyles, type Theme } from '@material-ui/core/styles';
import { toneColour, type Tone } from './colours';

/** Filled check, filled cross, hollow circle, filled pause, dash. */
const PATHS: Record<Tone, JSX.Element> = {
  good: (
    <path
      fillRule="evenodd"
      d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.6 14.6-4.3-4.3 1.6-1.6 2.7 2.7 6-6 1.6 1.6z"
    />
  ),
  bad: (
    <path
      fillRule="evenodd"
      d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9zm.4 4.9L6.9 8.3l3.7 3.7-3.7 3.7 1.4 1.4 3.7-3.7 3.7 3.7 1.4-1.4-3.7-3.7 3.7-3.7-1.4-1.4-3.7 3.7z"
    />
  ),
  open: (
    <path
      fillRule="evenodd"
      d="M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zm0 2.2a7.3 7.3 0 1 1 0 14.6 7.3 7.3 0 0 1 0-14.6z"
    />
  ),
  waived: (
    <path
      fillRule="evenodd"
      d="M12 1.5 22.5 12 12 22.5 1.5 12zM8.8 8v8h2.2V8zm4.2 0v8h2.2V8z"
    />
  ),
  none: <path d="M5 10.8h14v2.4H5z" />,
};

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      flex: 'none',
      verticalAlign: 'text-bottom',
      fill: 'currentColor',
      printColorAdjust: 'exact',
    },
    good: { color: toneColour(theme, 'good') },
    bad: { color: toneColour(theme, 'bad') },
    open: { color: toneColour(theme, 'open') },
    waived: { color: toneColour(theme, 'waived') },
    none: { color: toneColour(theme, 'none') },
  }),
  { name: 'ProductionReadinessMark' },
);

/** A shape in its colour. With a label it speaks for itself, without one a word stands beside it. */
export function Mark(props: { tone: Tone; size?: number; label?: string }) {
  const classes = useStyles();
  const { tone, size = 20, label } = props;
  return (
    <svg
      className={`${classes.root} ${classes[tone]}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      data-tone={tone}
      {...(label ? { role: 'img' } : { 'aria-hidden': true })}
    >
      {label && <title>{label}</title>}
      {PATHS[tone]}
    </svg>
  );
}
