import { createTheme } from '@material-ui/core/styles';
import { getContrastRatio } from '@material-ui/core/styles/colorManipulator';
import { palettes } from '@backstage/theme';
import { toneColour, type Tone } from './colours';

const TONES: Tone[] = ['good', 'bad', 'open', 'waived', 'none'];

describe.each(['light', 'dark'] as const)('%s theme', type => {
  const theme = createTheme({ palette: { type } });
  const { paper, default: page } = palettes[type].background;
  it.each(TONES)('%s is readable on paper and page', tone => {
    const colour = toneColour(theme, tone);
    expect(getContrastRatio(colour, paper)).toBeGreaterThanOrEqual(4.5);
    expect(getContrastRatio(colour, page)).toBeGreaterThanOrEqual(4.5);
  });
});
