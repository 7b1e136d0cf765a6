import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { screen } from '@testing-library/react';
import { apiEntity } from '../../testing/entities';
import { apiWith, fakeApi, notJudged } from '../../testing/fakeApi';
import { renderScreen, SYSTEMS } from '../../__testUtils__/renderScreen';
import { memberScorecard, scorecard } from '../../testing/scorecardFixture';
import { ReadinessCard } from './ReadinessCard';

describe.each(SYSTEMS)('in the %s frontend system', system => {
  it('loading', async () => {
    await renderScreen(<ReadinessCard />, {
      system,
      api: fakeApi({ getScorecard: () => new Promise<never>(() => {}) }),
    });
    expect(await screen.findByTestId('skeleton')).toBeInTheDocument();
  });

  it.each<[string, Parameters<typeof fakeApi>[0], RegExp]>([
    [
      'error',
      { getScorecard: () => Promise.reject(new Error('database away')) },
      /database away/,
    ],
    [
      'no checklist',
      { getScorecard: () => Promise.reject(notJudged()) },
      /No checklist judges this entity/,
    ],
    [
      'never run',
      {
        getScorecard: async () =>
          scorecard({ state: 'never-run', evaluatedAt: null }),
      },
      /Never checked/,
    ],
    ['data', {}, /^2 to fix$/],
  ])('%s', async (_, changes, words) => {
    await renderScreen(<ReadinessCard />, { system, api: fakeApi(changes) });
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(
      screen.getByRole('button', { name: /Open scorecard|How to have/ }),
    ).toHaveAttribute('href', '/catalog/default/system/kamiyo/scorecard');
  });
});

it.each<[string, ScorecardView, RegExp, string[]]>([
  [
    'a launch unit',
    scorecard(),
    /^NO-GO/,
    [
      'Not met: HTTPS enforced everywhere',
      'Not met: Production readiness score ≥ 95%',
    ],
  ],
  [
    'a member',
    memberScorecard(),
    /^NOT READY/,
    ['HTTPS enforced', 'Security headers'],
  ],
])('says of %s what is worst', async (_, view, word, worst) => {
  await renderScreen(<ReadinessCard />, {
    api: apiWith({ scorecard: view }),
    entity: view.isSubject ? undefined : apiEntity,
  });
  expect(
    await screen.findByRole('heading', { name: word }),
  ).toBeInTheDocument();
  expect(screen.getAllByRole('listitem').map(each => each.textContent)).toEqual(
    worst.map(title => expect.stringContaining(title)),
  );
});

it('leads from every number to the items that it counts', async () => {
  await renderScreen(<ReadinessCard />, { api: fakeApi() });
  expect(
    await screen.findByRole('link', { name: '19 not verified yet' }),
  ).toHaveAttribute(
    'href',
    '/catalog/default/system/kamiyo/scorecard?checklist=kamiyo&status=unknown',
  );
});
