import { ConfigReader } from '@backstage/config';
import { readLimits } from './readLimits';

const withTimeout = (timeout?: unknown) =>
  new ConfigReader({
    productionReadiness: { http: timeout === undefined ? {} : { timeout } },
  } as any);

describe('readLimits', () => {
  it.each([
    [undefined, {}],
    ['5s', { timeoutMs: 5000 }],
    [{ milliseconds: 250 }, { timeoutMs: 250 }],
    [{ minutes: 1 }, { timeoutMs: 60_000 }],
  ])('reads %j', (timeout, expected) => {
    expect(readLimits(withTimeout(timeout))).toEqual(expected);
  });

  it.each([
    [{ seconds: 0 }, /timeout is 0 ms; .* at most 60 s/],
    [{ minutes: 2 }, /timeout is 120000 ms/],
    ['soon', /productionReadiness\.http\.timeout/],
  ])('refuses %j', (timeout, message) => {
    expect(() => readLimits(withTimeout(timeout))).toThrow(message);
  });
});
