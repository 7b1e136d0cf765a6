import type { FactOutcome } from '@production-readiness/backstage-plugin-production-readiness-node';
import { later, START, storedFact } from '../store/__testUtils__/samples';
import type { StoredFact } from '../store/types';
import { settleOutcome } from './settleOutcome';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const identity = {
  entityRef: 'component:default/api',
  fact: 'http.health',
  collector: 'http',
  request: 'request-1',
};
const evidence = [{ request: 'GET /health', response: '200 OK' }];
const at = (ms: number) => later(ms).toISOString();

function settle(
  outcome: FactOutcome,
  before?: StoredFact,
  now: Date = START,
): StoredFact {
  return settleOutcome({
    identity,
    before,
    outcome,
    now,
    refreshAfterMs: HOUR,
    expiresAfterMs: 3 * HOUR,
    checkValue: value => {
      if (value.bad) throw new Error('bad is not expected');
      return value;
    },
  });
}

const value: FactOutcome = { key: 'health', value: { status: 200 }, evidence };
const unreachable: FactOutcome = {
  key: 'health',
  unreachable: { reachable: false },
  evidence,
};
const error: FactOutcome = { key: 'health', error: 'the vendor said 500' };

describe('settleOutcome', () => {
  it('stores a value with its times', () => {
    expect(settle(value)).toEqual({
      ...identity,
      value: { status: 200 },
      miss: undefined,
      evidence,
      collectedAt: at(0),
      refreshAfter: at(HOUR),
      expiresAt: at(3 * HOUR),
      hash: expect.any(String),
      failingSince: null,
    });
  });

  it('has the same hash for the same content, whenever collected', () => {
    expect(settle(value, undefined, later(99)).hash).toBe(settle(value).hash);
    expect(
      settle({ ...value, value: { status: 500 } } as FactOutcome).hash,
    ).not.toBe(settle(value).hash);
  });

  it('stores a miss with its cause', () => {
    const miss = { cause: 'waiting-for-traffic' as const, message: 'none yet' };
    expect(settle({ key: 'health', miss, evidence })).toMatchObject({
      miss,
      expiresAt: at(3 * HOUR),
    });
  });

  it('keeps the last value with the error beside it, and its expiry', () => {
    const before = settle(value);
    expect(settle(error, before, later(HOUR))).toEqual({
      ...before,
      error: { message: 'the vendor said 500', at: at(HOUR) },
      refreshAfter: at(HOUR + 5 * MINUTE),
    });
  });

  it('has neither value nor miss where the first fetch fails', () => {
    const fact = settle(error);
    expect(fact).toMatchObject({
      error: { message: 'the vendor said 500', at: at(0) },
      refreshAfter: at(5 * MINUTE),
    });
    expect([fact.value, fact.miss]).toEqual([undefined, undefined]);
  });

  it('takes the error away with the next value', () => {
    const failed = settle(error, settle(value), later(HOUR));
    expect(settle(value, failed, later(2 * HOUR)).error).toBeUndefined();
  });

  it('tells silence from a failing collector, and keeps what was read', () => {
    const silent: FactOutcome = { ...error, cause: 'silent' };
    const failure = { message: 'the vendor said 500', cause: 'silent' };
    expect(settle(silent)).toMatchObject({ error: failure });
    expect(settle(silent, settle(value), later(1))).toMatchObject({
      value: { status: 200 },
      error: failure,
    });
  });

  it.each([
    ['a value', { key: 'health', value: { bad: true }, evidence }],
    ['an unreachable', { key: 'health', unreachable: { bad: true }, evidence }],
    ['no JSON', { key: 'health', value: { n: NaN }, evidence }],
  ] as [string, FactOutcome][])(
    'treats %s that is not what the collector declares as a failed fetch',
    (_, outcome) => {
      const before = settle(value);
      expect(settle(outcome, before, later(1))).toEqual({
        ...before,
        error: {
          message: expect.stringMatching(/^The collector's value is not/),
          at: at(1),
        },
        refreshAfter: expect.any(String),
      });
    },
  );

  describe('unreachable', () => {
    it('lets the last fact stand after the first sample', () => {
      const before = settle(value);
      expect(settle(unreachable, before, later(HOUR))).toMatchObject({
        value: { status: 200 },
        collectedAt: at(0),
        expiresAt: at(3 * HOUR),
        hash: before.hash,
        failingSince: at(HOUR),
        refreshAfter: at(HOUR + MINUTE),
        error: {
          message: `No answer to GET /health since ${at(
            HOUR,
          )}; asked again after ${at(HOUR + MINUTE)}`,
        },
      });
    });

    it('is a miss that waits for time where there is no last fact', () => {
      const fact = settle(unreachable);
      expect(fact.value).toBeUndefined();
      expect(fact).toMatchObject({
        miss: { cause: 'waiting-for-time' },
        failingSince: at(0),
        refreshAfter: at(MINUTE),
      });
    });

    it.each([
      ['59.999 s later: not yet', MINUTE - 1, undefined],
      ['60 s later: a fact', MINUTE, { reachable: false, failingSince: at(0) }],
    ])('%s', (_, ms, published) => {
      const first = settle(unreachable);
      const second = settle(unreachable, first, later(ms));
      expect(second.value).toEqual(published);
      expect(second.failingSince).toBe(at(0));
      expect(second.refreshAfter).toBe(published ? at(ms + HOUR) : at(MINUTE));
    });

    it('says since when as long as it lasts, and begins anew after an answer', () => {
      const first = settle(unreachable, settle(value), later(HOUR));
      const second = settle(unreachable, first, later(HOUR + MINUTE));
      const third = settle(unreachable, second, later(2 * HOUR));
      expect(third).toMatchObject({
        value: { reachable: false, failingSince: at(HOUR) },
        failingSince: at(HOUR),
      });
      expect(third.error).toBeUndefined();
      const answered = settle(value, third, later(3 * HOUR));
      expect(answered.failingSince).toBeNull();
      expect(settle(unreachable, answered, later(4 * HOUR))).toMatchObject({
        value: { status: 200 },
        failingSince: at(4 * HOUR),
      });
    });

    it('keeps the first sample over a fetch that failed', () => {
      const first = settle(unreachable, storedFact());
      const failed = settle(error, first, later(MINUTE / 2));
      expect(settle(unreachable, failed, later(MINUTE)).value).toEqual({
        reachable: false,
        failingSince: at(0),
      });
    });
  });
});
