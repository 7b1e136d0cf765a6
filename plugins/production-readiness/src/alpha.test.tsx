import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { screen } from '@testing-library/react';
import plugin from './alpha';
import { fakeApi } from './testing/fakeApi';
import { renderScreen } from './__testUtils__/renderScreen';
import { apiEntity, systemEntity } from './testing/entities';

const TABS = [
  ['entity-content:production-readiness/scorecard', '/scorecard', 'Scorecard'],
  ['entity-content:production-readiness/go-no-go', '/go-no-go', 'Go / No-Go'],
] as const;

it.each(TABS)('offers the tab %s', (id, path, title) => {
  const tester = createExtensionTester(plugin.getExtension(id));
  expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe(title);
  expect(JSON.stringify(tester.snapshot())).toContain(id);
  const filter = tester.get(EntityContentBlueprint.dataRefs.filterFunction)!;
  expect(filter(systemEntity)).toBe(true);
  expect(filter(apiEntity)).toBe(true);
  expect(filter({ ...systemEntity, kind: 'User' })).toBe(false);
  expect(path).toMatch(/^\//);
});

it('has a tab for each part of the page', async () => {
  const tester = createExtensionTester(
    plugin.getExtension('page:production-readiness'),
  )
    .add(plugin.getExtension('sub-page:production-readiness/units'))
    .add(plugin.getExtension('sub-page:production-readiness/reviews'));
  await renderScreen(tester.reactElement(), { api: fakeApi() });
  for (const title of ['Launch units', 'Launch reviews']) {
    expect(await screen.findByRole('tab', { name: title })).toBeInTheDocument();
  }
});

it.each([
  ['sub-page:production-readiness/units', 'Launch units'],
  ['sub-page:production-readiness/reviews', 'No launch reviews yet'],
  ['entity-content:production-readiness/scorecard', 'Not verified yet'],
  ['entity-content:production-readiness/go-no-go', 'Path to GO'],
  ['entity-card:production-readiness/summary', 'Production readiness'],
] as const)('renders %s', async (id, words) => {
  const tester = createExtensionTester(plugin.getExtension(id));
  await renderScreen(tester.reactElement(), { api: fakeApi() });
  expect(
    (await screen.findAllByText(new RegExp(`^${words}`))).length,
  ).toBeGreaterThan(0);
});
