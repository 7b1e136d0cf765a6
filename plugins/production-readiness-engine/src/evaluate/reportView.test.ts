import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-common';
import { days, fact, judgeCriterion } from '../testing/fixtures';

const CRITERION = 'i/c';

function k6(value: JsonObject) {
  return fact('report.k6', { producedAt: days(-1), ...value });
}

function judge(check: string, value: JsonObject) {
  const { document } = judgeCriterion(
    { report: { type: 'k6', check } },
    { facts: [k6(value)] },
  );
  return document.items[0].criteria[0].entities[0];
}

describe('what a report says nothing of', () => {
  const value = {
    ran: false,
    open: 3,
    nested: { a: 1 },
    awaited: { ran: 'nobody measured it', 'nested.b': 'nobody measured b' },
  };

  it.each([
    ['report.k6.ran', 'unknown'],
    ['report.k6.nested.b == 1', 'unknown'],
    // The whole of which it is a part.
    ['report.k6.nested == {}', 'unknown'],
    ['report.k6.nested.a == 1', 'pass'],
    ['report.k6.open == 3', 'pass'],
    // Kleene's logic, as for any fact that is missing.
    ['report.k6.ran && report.k6.open == 0', 'fail'],
    ['report.k6.ran && report.k6.open == 3', 'unknown'],
    ['report.k6.ran || report.k6.open == 3', 'pass'],
  ])('is awaited, and not false: %s is %s', (check, status) => {
    expect(judge(check, value)).toMatchObject({ status });
  });

  it('says what, and who ends it', () => {
    expect(judge('report.k6.ran', value)).toMatchObject({
      cause: 'waiting-for-report',
      who: 'owner',
      collector: 'report:k6',
      message: 'k6 summary: nobody measured it',
    });
  });
});

describe('tests that are mapped to criteria', () => {
  const check =
    'report.k6.mapped.cases >= 1 && report.k6.mapped.passed == report.k6.mapped.cases';
  const counts = (cases: number, passed: number) => ({ cases, passed });

  it('are read by the criterion that they are mapped to', () => {
    const read = judge(check, {
      byCriterion: { [CRITERION]: counts(2, 2), 'other/x': counts(1, 0) },
    });
    expect(read).toMatchObject({ status: 'pass' });
    expect(read.leaves[0].reads).toEqual([
      expect.objectContaining({ path: ['byCriterion', CRITERION, 'cases'] }),
      expect.objectContaining({ path: ['byCriterion', CRITERION, 'passed'] }),
    ]);
    expect(
      judge(check, { byCriterion: { [CRITERION]: counts(2, 1) } }),
    ).toMatchObject({ status: 'fail' });
  });

  it.each([
    ['of others', { 'other/x': counts(1, 1) }],
    ['of nothing', {}],
  ])('%s leave it waiting', (_name, byCriterion) => {
    expect(judge(check, { byCriterion })).toMatchObject({
      status: 'unknown',
      cause: 'waiting-for-report',
      message: `k6 summary: no test is mapped to ${CRITERION}`,
    });
  });

  it('leave the other figures of the report readable', () => {
    expect(
      judge('report.k6.cases == 5', { cases: 5, byCriterion: {} }),
    ).toMatchObject({ status: 'pass' });
  });
});
