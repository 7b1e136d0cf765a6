import type { Theme } from '@material-ui/core/styles';

export type Tone = 'good' | 'bad' | 'open' | 'waived' | 'none';

/**
 * Text colours of statuses, at least 4.5 to 1 on the paper and page colours of
 * Backstage's light and dark themes. The theme's own `palette.status` is made
 * for dots: its green reaches 2.6 on white.
 */
const COLOURS: Record<'light' | 'dark', Record<Tone, string>> = {
  light: {
    good: '#1a7035',
    bad: '#b8182a',
    open: '#525c66',
    waived: '#6b3fc4',
    none: '#5f666d',
  },
  dark: {
    good: '#83e2a2',
    bad: '#ffb1aa',
    open: '#d3dae1',
    waived: '#d6bcff',
    none: '#bcc3ca',
  },
};

export function toneColour(theme: Pick<Theme, 'palette'>, tone: Tone): string {
  return COLOURS[theme.palette.type][tone];
}
