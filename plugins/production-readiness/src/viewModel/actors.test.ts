import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';
import { API } from '../testing/kamiyoItems';
import { criterion, item } from '../testing/results';
import { actorsOf, actorsOnPage, failingRoles, hasFailing } from './actors';

function withResult(status: Status, who?: string, role = 'security') {
  return item({
    id: 'a.b',
    title: 'B',
    role: 'owner',
    criteria: [
      criterion({
        id: 'a.b/c',
        text: 'c',
        role,
        results: [{ entityRef: API, status, who }],
      }),
    ],
  });
}

it.each<[string, ReturnType<typeof item>, string[]]>([
  ['a failure: its role', withResult('fail'), ['security']],
  [
    'an unknown: whoever ends it, not its owner',
    withResult('unknown', 'platform-team'),
    ['platform-team'],
  ],
  ['an unknown of nobody: its role', withResult('unknown'), ['security']],
  ['a pass: nobody', withResult('pass'), []],
  ['a waived failure: nobody', withResult('waived'), []],
])('%s', (_, given, expected) => {
  expect(actorsOf(given)).toEqual(expected);
});

it('names the most burdened first', () => {
  expect(
    actorsOnPage([
      withResult('fail'),
      withResult('unknown', 'platform-team'),
      withResult('unknown', 'platform-team'),
    ]),
  ).toEqual(['platform-team', 'security']);
});

it.each<[Status, boolean, string[]]>([
  ['fail', true, ['security']],
  ['waived', true, []],
  ['unknown', false, []],
  ['pass', false, []],
])('of %s there is something to fix: %s', (status, fixable, roles) => {
  const given = withResult(status);
  given.criteria[0].rawStatus = status === 'waived' ? 'fail' : status;
  expect(hasFailing(given)).toBe(fixable);
  expect(failingRoles(given)).toEqual(roles);
});
