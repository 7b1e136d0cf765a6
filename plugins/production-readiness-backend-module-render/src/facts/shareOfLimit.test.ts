import type { Metric, Series } from '../api/metrics';
import { bytesIn, millisecondsIn } from '../api/units';
import { shareOfLimit } from './shareOfLimit';

const series = (
  points: [number, number][],
  labels: Record<string, string> = {},
  unit = 'bytes',
): Series => ({
  unit,
  labels: new Map(Object.entries(labels)),
  points: points.map(([at, value]) => ({ at, value })),
});
const metric = (...all: Series[]): Metric => ({
  series: all,
  points: all.flatMap(({ points }) => points),
  evidence: { request: 'x', response: 'y' },
});

describe('shareOfLimit', () => {
  it('goes by the limit of the instance', () => {
    const used = metric(
      series([[1, 50]], { instance: 'a' }),
      series([[1, 50]], { instance: 'b' }),
    );
    const limit = metric(
      series([[1, 100]], { instance: 'a' }),
      series([[1, 200]], { instance: 'b' }),
    );
    expect(shareOfLimit(used, limit)).toEqual([0.25, 0.5]);
  });

  it('goes by the lowest limit where instances are not named', () => {
    const used = metric(series([[1, 50]], { instance: 'c' }));
    const limit = metric(
      series([[1, 100]], { instance: 'a' }),
      series([[1, 200]], { instance: 'b' }),
    );
    expect(shareOfLimit(used, limit)).toEqual([0.5]);
  });

  it('goes by the limit of the time: a greater plan does not make the past better', () => {
    const used = metric(
      series([
        [1, 90],
        [5, 90],
        [9, 90],
      ]),
    );
    const limit = metric(
      series([
        [2, 100],
        [8, 200],
      ]),
    );
    expect(shareOfLimit(used, limit)).toEqual([0.45, 0.9, 0.9]);
  });

  it('does not compare different units', () => {
    const used = metric(series([[1, 1]], {}, 'GB'));
    const limit = metric(series([[1, 1]], {}, 'bytes'));
    expect(() => shareOfLimit(used, limit)).toThrow('GB, bytes');
  });
});

describe('units', () => {
  it.each([
    ['bytes', 1],
    ['MB', 1e6],
    ['GiB', 1024 ** 3],
  ])('%s', (unit, bytes) => {
    expect(bytesIn(unit)).toBe(bytes);
  });

  it.each([
    ['ms', 1],
    ['Seconds', 1000],
  ])('%s', (unit, ms) => {
    expect(millisecondsIn(unit)).toBe(ms);
  });

  it('guesses none', () => {
    expect(() => bytesIn('furlongs')).toThrow("'furlongs', which is not known");
    expect(() => millisecondsIn('')).toThrow('not known');
  });
});
