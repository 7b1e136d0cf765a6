import { CannotSay } from './outcomes';
import { durationMs, durationParameter, timeSince } from './windows';

describe('durations', () => {
  it.each([
    ['P7D', 7 * 86_400_000],
    ['P2W', 14 * 86_400_000],
    ['PT10M', 600_000],
    ['P1DT2H3M4S', 93_784_000],
  ])('%s', (text, ms) => {
    expect(durationParameter.safeParse(text).success).toBe(true);
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1DT', '7d', 'P1Y', 'P-1D', 'PT1.5H'])(
    'refuses %j',
    text => {
      expect(durationParameter.safeParse(text).success).toBe(false);
      expect(() => durationMs(text)).toThrow('no duration');
    },
  );
});

describe('timeSince', () => {
  it('is the time that is given', () => {
    expect(timeSince('2026-11-20T09:00:00Z').getTime()).toBe(
      Date.parse('2026-11-20T09:00:00Z'),
    );
  });

  it('misses while no launch is recorded', () => {
    expect(() => timeSince('launch')).toThrow(CannotSay);
  });
});
