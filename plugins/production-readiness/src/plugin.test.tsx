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

it('shows the card in a legacy app', async () => {
  await renderScreen(<EntityProductionReadinessCard />, {
    system: 'legacy',
    api: fakeApi(),
  });
  expect(await screen.findByText('Production readiness')).toBeInTheDocument();
});
