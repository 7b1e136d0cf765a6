import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { toneColour, type Tone } from './colours';

const useStyles = makeStyles(
  (theme: Theme) => ({
    good: { color: toneColour(theme, 'good') },
    bad: { color: toneColour(theme, 'bad') },
    open: { color: toneColour(theme, 'open') },
    waived: { color: toneColour(theme, 'waived') },
    none: { color: toneColour(theme, 'none') },
  }),
  { name: 'ProductionReadinessToneText' },
);

export function ToneText(props: { tone: Tone; children: ReactNode }) {
  const classes = useStyles();
  return <span className={classes[props.tone]}>{props.children}</span>;
}
