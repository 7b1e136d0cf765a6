import { ConfigReader } from '@backstage/config';
import { component } from '../testUtils/context';
import { inUnit, readMetricsConfig } from './metrics';

describe('units', () => {
  const windowMs = 60 * 60_000;
  it.each([
    [0.18, 's', 'ms', 180],
    [180, 'ms', 'ms', 180],
    [180_000, 'us', 'ms', 180],
    [0.91, 'share', 'share', 0.91],
    [91, 'percent', 'share', 0.91],
    [3, 'count', 'count', 3],
    [2, 'per-second', 'count', 7200],
  ] as const)('%s %s is in %s %s', (value, from, to, expected) => {
    expect(inUnit(value, { from, to, windowMs })).toBeCloseTo(expected);
  });

  it.each([
    [1, 'share', 'ms', 'ms is wanted'],
    [1, 's', 'count', 'count is wanted'],
    [91, 'share', 'share', '91 is no share'],
    [-1, 'percent', 'share', 'is no share'],
  ] as const)('%s %s is nothing in %s', (value, from, to, said) => {
    expect(() => inUnit(value, { from, to, windowMs })).toThrow(said);
  });
});

describe('named queries', () => {
  it('take the first that speaks of the entity', () => {
    const config = readMetricsConfig(
      new ConfigReader({
        productionReadiness: {
          collectors: {
            metrics: {
              provider: 'prometheus',
              queries: {
                'http.p95': [
                  { query: 'of shop', entities: ['component:default/shop'] },
                  'of all others',
                ],
              },
            },
          },
        },
      }),
    )!;
    const queryOf = (name: string) =>
      config.queryOf('http.p95', component({ name }))?.query;
    expect(queryOf('shop')).toBe('of shop');
    expect(queryOf('basket')).toBe('of all others');
  });
});
