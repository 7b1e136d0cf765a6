import type {
  PostLaunchState,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredCheck } from '../../../store/reviewTypes';
import { settleCheck } from './settleCheck';

const DUE = '2026-03-01T11:00:00.000Z';
const minutes = (count: number) =>
  new Date(Date.parse(DUE) + count * 60_000).toISOString();

type Before = Pick<StoredCheck, 'settles' | 'state'> & Partial<StoredCheck>;

function check(before: Before): StoredCheck {
  return {
    id: 'P1',
    window: 'hour',
    dueAt: DUE,
    role: 'sre',
    truth: 'unknown',
    message: null,
    waitsForPerson: false,
    settledAt: null,
    toldAt: null,
    ...before,
  };
}

const ON_PASS: Before = { settles: 'on-pass', state: 'waiting' };
const AT_DEADLINE: Before = { settles: 'at-deadline', state: 'waiting' };
const FAILING: Before = { settles: 'at-deadline', state: 'failed' };
const FAILED: Before = { ...FAILING, settledAt: minutes(1) };
const OVERDUE: Before = { settles: 'on-pass', state: 'overdue' };

function settled(
  before: Before,
  truth: Truth,
  at: number,
  rest: { collected?: boolean; saidAt?: string } = {},
): [PostLaunchState, string | null] {
  const { collected = true, saidAt = null } = rest;
  const given = check(before);
  const after =
    settleCheck(
      given,
      { truth, waitsForPerson: false, saidAt },
      { now: new Date(minutes(at)), collected },
    ) ?? given;
  return [after.state, after.settledAt];
}

describe('a post-launch check', () => {
  it.each<[string, Before, Truth, number, PostLaunchState, number | null]>([
    // Before its window is over.
    ['closes at the first pass', ON_PASS, 'true', -30, 'passed', -30],
    ['waits while it does not pass', ON_PASS, 'false', -30, 'waiting', null],
    ['waits while it is unknown', ON_PASS, 'unknown', -30, 'waiting', null],
    ['may yet apply', ON_PASS, 'not-applicable', -30, 'waiting', null],
    ['is not judged early', AT_DEADLINE, 'true', -30, 'waiting', null],
    ['says at once that it fails', AT_DEADLINE, 'false', -30, 'failed', null],
    ['may recover', FAILING, 'true', -30, 'waiting', null],
    [
      'fails while it is not known better',
      FAILING,
      'unknown',
      -30,
      'failed',
      null,
    ],
    // When it is over.
    ['passes', AT_DEADLINE, 'true', 0, 'passed', 0],
    ['fails', AT_DEADLINE, 'false', 0, 'failed', 0],
    ['failed before and fails', FAILING, 'false', 0, 'failed', 0],
    ['failed before and is not known now', FAILING, 'unknown', 0, 'failed', 0],
    ['recovered', FAILING, 'true', 0, 'passed', 0],
    ['is overdue', AT_DEADLINE, 'unknown', 0, 'overdue', null],
    ['does not apply', AT_DEADLINE, 'not-applicable', 0, 'not-applicable', 0],
    ['passes on the last minute', ON_PASS, 'true', 0, 'passed', 0],
    ['did not pass', ON_PASS, 'false', 0, 'failed', 0],
    ['is not known to have passed', ON_PASS, 'unknown', 0, 'overdue', null],
    [
      'passes by a run that takes its time',
      AT_DEADLINE,
      'true',
      14,
      'passed',
      14,
    ],
    [
      'passes where nobody looked in time',
      AT_DEADLINE,
      'true',
      16,
      'passed-late',
      16,
    ],
    // Later.
    ['passes late', OVERDUE, 'true', 5, 'passed-late', 5],
    ['fails late', OVERDUE, 'false', 5, 'failed', 5],
    ['stays overdue', OVERDUE, 'unknown', 5, 'overdue', null],
    ['failed and passes late', FAILED, 'true', 5, 'passed-late', 5],
    [
      'failed for good while nothing is known',
      FAILED,
      'unknown',
      5,
      'failed',
      1,
    ],
    ['failed and fails', FAILED, 'false', 5, 'failed', 1],
  ])('%s', (_, before, truth, at, state, settledAt) => {
    expect(settled(before, truth, at)).toEqual([
      state,
      settledAt === null ? null : minutes(settledAt),
    ]);
  });

  it('is late where the person was', () => {
    const said = (at: number) => ({ saidAt: minutes(at) });
    expect(settled(ON_PASS, 'true', 2, said(-1))[0]).toBe('passed');
    expect(settled(ON_PASS, 'true', 2, said(1))[0]).toBe('passed-late');
  });

  it('is not judged by what was stored before its window was over', () => {
    const stored = { collected: false };
    expect(settled(AT_DEADLINE, 'true', 1, stored)).toEqual(['waiting', null]);
    expect(settled(AT_DEADLINE, 'unknown', 1, stored)[0]).toBe('waiting');
    expect(settled(ON_PASS, 'true', 1, stored)[0]).toBe('passed');
    expect(settled(OVERDUE, 'true', 1, stored)[0]).toBe('passed-late');
  });

  it.each<[Before]>([
    [{ ...ON_PASS, state: 'passed', settledAt: minutes(-9) }],
    [{ ...ON_PASS, state: 'passed-late', settledAt: minutes(9) }],
    [{ ...ON_PASS, state: 'not-applicable', settledAt: minutes(0) }],
  ])('is closed for good: %j', before => {
    for (const truth of ['true', 'false', 'unknown'] as const) {
      expect(settled(before, truth, 20)[0]).toBe(before.state);
    }
  });

  it('changes nothing where nothing changed', () => {
    const context = { now: new Date(minutes(-30)), collected: true };
    const result = { waitsForPerson: false, saidAt: null };
    expect(
      settleCheck(check(ON_PASS), { ...result, truth: 'unknown' }, context),
    ).toBeUndefined();
    expect(
      settleCheck(
        check(ON_PASS),
        { ...result, truth: 'unknown', message: 'not yet' },
        context,
      ),
    ).toMatchObject({ state: 'waiting', message: 'not yet' });
  });
});
