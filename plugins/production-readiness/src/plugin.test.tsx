import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityGoNoGoContent,
  EntityProductionReadinessCard,
  EntityScorecardContent,
  ProductionReadinessPage,
  productionReadinessApiRef,
  productionReadinessPlugin,
} from '.';
import { fakeApi } from './testing/fakeApi';
import { renderScreen } from './__testUtils__/renderScreen';

it('brings the client', () => {
  expect(
    [...productionReadinessPlugin.getApis()].map(factory => factory.api.id),
  ).toEqual([productionReadinessApiRef.id]);
});

it.each([
  ['the portfolio', <ProductionReadinessPage />, 'Launch units and what'],
  ['the scorecard', <EntityScorecardContent />, 'Not verified yet'],
  ['the board', <EntityGoNoGoContent />, 'Path to GO'],
])('mounts %s in a legacy app', async (_, element, words) => {
  await renderScreen(
    <Routes>
      <Route path="/*" element={element} />
    </Routes>,
    { system: 'legacy', api: fakeApi() },
  );
  expect(await screen.findByText(new RegExp(`^${words}`))).toBeInTheDocument();
});

it('has a tab for each part of the page', async () => {
  await renderScreen(
    <Routes>
      <Route
        path="/production-readiness/*"
        element={<ProductionReadinessPage />}
      />
    </Routes>,
    {
      system: 'legacy',
      api: fakeApi(),
      path: '/production-readiness/reviews/review-12',
    },
  );
  expect(
    await screen.findByRole('region', { name: 'Verdict' }),
  ).toHaveTextContent('launch 12');
  for (const [title, path] of [
    ['Launch units', 'units'],
    ['Launch reviews', 'reviews'],
  ]) {
    expect(screen.getByRole('tab', { name: title })).toHaveAttribute(
      'href',
      `/production-readiness/${path}`,
    );
  }
});

it('shows the card in a legacy app', async () => {
  await renderScreen(<EntityProductionReadinessCard />, {
    system: 'legacy',
    api: fakeApi(),
  });
  expect(await screen.findByText('Production readiness')).toBeInTheDocument();
});
