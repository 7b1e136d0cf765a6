import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import type { ScorecardsQuery } from '@production-readiness/backstage-plugin-production-readiness-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answered, fakeApi } from '../../testing/fakeApi';
import { portfolio } from '../../testing/portfolioFixture';
import {
  address,
  renderScreen,
  SYSTEMS,
} from '../../__testUtils__/renderScreen';
import { PortfolioContent } from './PortfolioContent';

const EMPTY = {
  items: [],
  totals: { count: 0, byVerdict: [], byLevel: [], neverRun: 0 },
};

/** Remembers what was asked. */
function recording(page = portfolio()) {
  const asked: ScorecardsQuery[] = [];
  const api = fakeApi({
    listScorecards: async (query = {}) => {
      asked.push(query);
      return page;
    },
  });
  return { asked, api };
}

describe.each(SYSTEMS)('the four states in the %s frontend system', system => {
  const show = (changes: Parameters<typeof fakeApi>[0]) =>
    renderScreen(<PortfolioContent />, { system, api: fakeApi(changes) });

  it('loading: a skeleton', async () => {
    await show({ listScorecards: () => new Promise<never>(() => {}) });
    expect(await screen.findByTestId('skeleton')).toBeInTheDocument();
  });

  it('error: what the backend said', async () => {
    await show({
      listScorecards: () => Promise.reject(new Error('the database is away')),
    });
    expect(
      (await screen.findAllByText(/the database is away/)).length,
    ).toBeGreaterThan(0);
  });

  it('empty: teaches how to have something judged', async () => {
    await show({ listScorecards: async () => portfolio(EMPTY) });
    expect(await screen.findByText('No launch units yet')).toBeInTheDocument();
  });

  it('data: verdicts, each with its number, and the units', async () => {
    await show({});
    expect(
      await screen.findByRole('button', { name: /2\s*NO-GO/ }),
    ).toBeInTheDocument();
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
    expect(
      rows.map(row => within(row).getAllByRole('cell')[1].textContent),
    ).toEqual([' NO-GO', ' GO', ' UNDECIDED', ' NO-GO']);
  });
});

it('tells whoever may not read which permission it takes', async () => {
  await renderScreen(<PortfolioContent />, {
    api: fakeApi({
      listScorecards: () => Promise.reject(answered('NotAllowedError', 'no')),
    }),
  });
  expect(await screen.findByText('You may not see this')).toBeInTheDocument();
});

it('says that filters leave nothing, with the way to clear them', async () => {
  await renderScreen(<PortfolioContent />, {
    api: fakeApi({ listScorecards: async () => portfolio(EMPTY) }),
    search: '?q=nothing',
  });
  expect(
    await screen.findByText('No launch unit matches these filters.'),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(address().toString()).toBe('');
});

it('asks the server for exactly what the address says', async () => {
  const { asked, api } = recording();
  await renderScreen(<PortfolioContent />, {
    api,
    search:
      '?q=kam&verdict=no-go&checklist=kamiyo&owner=group:default/a&sort=failing:desc&cursor=abc',
  });
  await screen.findByRole('table');
  expect(asked).toEqual([
    {
      q: 'kam',
      verdict: ['no-go'],
      checklist: 'kamiyo',
      owner: ['group:default/a'],
      sort: 'failing',
      order: 'desc',
      cursor: 'abc',
      limit: 25,
    },
    // The other verdicts keep their numbers.
    {
      q: 'kam',
      checklist: 'kamiyo',
      owner: ['group:default/a'],
      sort: 'failing',
      order: 'desc',
      limit: 1,
    },
  ]);
});

it('keeps filter, order and page in the address', async () => {
  const { asked, api } = recording(portfolio({ nextCursor: 'page-2' }));
  await renderScreen(<PortfolioContent />, { api });
  await userEvent.click(await screen.findByRole('button', { name: /Failing/ }));
  expect(address().get('sort')).toBe('failing:desc');
  await userEvent.click(
    await screen.findByRole('button', { name: 'Next page' }),
  );
  expect(address().get('cursor')).toBe('page-2');
  await userEvent.click(screen.getByRole('button', { name: /1\s*UNDECIDED/ }));
  // A cursor belongs to one filter.
  expect(address().toString()).toBe('verdict=undecided&sort=failing%3Adesc');
  await waitFor(() =>
    expect(asked.at(-2)).toMatchObject({
      verdict: ['undecided'],
      cursor: undefined,
    }),
  );
});

it('leads from every number to the items that it counts', async () => {
  await renderScreen(<PortfolioContent />, { api: fakeApi() });
  const row = within(
    (await screen.findByRole('link', { name: 'KAMIYO' })).closest('tr')!,
  );
  expect(row.getByRole('link', { name: '20' })).toHaveAttribute(
    'href',
    '/catalog/default/system/kamiyo/scorecard?checklist=kamiyo&status=unknown',
  );
  expect(row.getByRole('link', { name: /^\d+ of \d+$/ })).toHaveAttribute(
    'href',
    '/catalog/default/system/kamiyo/scorecard?checklist=kamiyo&status=pass',
  );
});

it('names owners in the filter as people know them', async () => {
  await renderScreen(
    <TestApiProvider
      apis={[
        [
          entityPresentationApiRef,
          {
            forEntity: () => {
              const snapshot = {
                entityRef: 'group:default/kamiyo-team',
                primaryTitle: 'Team Kamiyo',
              };
              return { snapshot, promise: Promise.resolve(snapshot) };
            },
          },
        ],
      ]}
    >
      <PortfolioContent />
    </TestApiProvider>,
    { api: fakeApi() },
  );
  expect(
    await screen.findByRole('option', { name: 'Team Kamiyo' }),
  ).toBeInTheDocument();
});
