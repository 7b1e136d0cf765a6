import type {
  ProductionReadinessApi,
  ReviewsQuery,
  ReviewSummary,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answered, fakeApi } from '../../testing/fakeApi';
import { launchWithoutGo, reviewSummary } from '../../testing/reviewFixture';
import {
  address,
  renderScreen,
  SYSTEMS,
} from '../../__testUtils__/renderScreen';
import { ReviewsContent } from './ReviewsContent';

const REVIEWS: ReviewSummary[] = [
  reviewSummary(),
  reviewSummary({
    id: 'review-11',
    number: 11,
    state: 'launched',
    verdict: 'go',
    signOffs: { given: 4, wanted: 4 },
    decision: {
      outcome: 'exception',
      by: 'user:default/ada',
      at: '2026-11-22T10:00:00.000Z',
    },
    launchedAt: '2026-11-22T11:00:00.000Z',
    trouble: 2,
  }),
];

/** Remembers what was asked. */
function recording(reviews = REVIEWS, nextCursor: string | null = null) {
  const asked: ReviewsQuery[] = [];
  const api = fakeApi({
    listReviews: async (query = {}) => {
      asked.push(query);
      return { reviews, nextCursor };
    },
  });
  return { asked, api };
}

describe.each(SYSTEMS)('the four states in the %s frontend system', system => {
  const show = (changes: Partial<ProductionReadinessApi>) =>
    renderScreen(<ReviewsContent />, { system, api: fakeApi(changes) });

  it('loading: a skeleton', async () => {
    await show({ listReviews: () => new Promise<never>(() => {}) });
    expect((await screen.findAllByTestId('skeleton')).length).toBeGreaterThan(
      0,
    );
  });

  it('error: what the backend said', async () => {
    await show({
      listReviews: () => Promise.reject(new Error('the database is away')),
    });
    expect(
      (await screen.findAllByText(/the database is away/)).length,
    ).toBeGreaterThan(0);
  });

  it('empty: teaches what a review is, from opening to verifying', async () => {
    await show({});
    const panel = await screen.findByRole('region', {
      name: 'No launch reviews yet',
    });
    expect(
      within(panel)
        .getAllByRole('listitem')
        .map(each => each.textContent?.split(' ')[0]),
    ).toEqual(['Open', 'Each', 'The', 'The', 'Once']);
  });

  it('data: what each launch has come to', async () => {
    await show({
      listReviews: async () => ({ reviews: REVIEWS, nextCursor: null }),
    });
    const rows = within(await screen.findByRole('table'))
      .getAllByRole('row')
      .slice(1);
    expect(
      rows.map(row =>
        within(row)
          .getAllByRole('cell')
          .map(each => each.textContent?.trim()),
      ),
    ).toEqual([
      [
        'KAMIYO · launch 12KAMIYO production readinessopen',
        'open',
        'in 8 days',
        'UNDECIDED',
        '2 of 4',
        '–',
        '–',
      ],
      [
        'KAMIYO · launch 11KAMIYO production readinesslaunched',
        'launched',
        'in 8 dayslaunched 1 hour ago',
        'GO',
        '4 of 4',
        expect.stringMatching(/^by exception.*2 hours ago$/),
        '2 failed or overdue',
      ],
    ]);
  });
});

it('tells whoever may not read which permission it takes', async () => {
  await renderScreen(<ReviewsContent />, {
    api: fakeApi({
      listReviews: () => Promise.reject(answered('NotAllowedError', 'no')),
    }),
  });
  expect(await screen.findByText('You may not see this')).toBeInTheDocument();
});

it('leads to the page of each review', async () => {
  await renderScreen(<ReviewsContent />, { api: recording().api });
  expect(
    await screen.findByRole('link', { name: 'KAMIYO · launch 12' }),
  ).toHaveAttribute('href', '/production-readiness/reviews/review-12');
});

it('asks the server for exactly what the address says', async () => {
  const { asked, api } = recording();
  await renderScreen(<ReviewsContent />, {
    api,
    search:
      '?state=open,launched&checklist=kamiyo&unit=system:default/kamiyo&cursor=abc',
  });
  await screen.findByRole('table');
  expect(asked).toEqual([
    {
      state: ['open', 'launched'],
      checklist: 'kamiyo',
      entityRef: 'system:default/kamiyo',
      cursor: 'abc',
      limit: 25,
    },
  ]);
});

it('keeps filters and page in the address', async () => {
  const { api } = recording(REVIEWS, 'page-2');
  await renderScreen(<ReviewsContent />, { api });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Next page' }),
  );
  expect(address().get('cursor')).toBe('page-2');
  const open = screen.getByRole('button', { name: 'open' });
  await userEvent.click(open);
  // A cursor belongs to one filter.
  expect(address().toString()).toBe('state=open');
  expect(open).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(address().toString()).toBe('');
});

it('says that filters leave nothing, and does not teach then', async () => {
  await renderScreen(<ReviewsContent />, {
    api: recording([]).api,
    search: '?state=expired',
  });
  expect(
    await screen.findByText('No launch review matches these filters.'),
  ).toBeInTheDocument();
  expect(screen.queryByText('No launch reviews yet')).not.toBeInTheDocument();
});

describe('what is in production without a GO', () => {
  const panel = () =>
    screen.findByRole('region', { name: /^In production without a GO/ });
  const show = (changes: Partial<ProductionReadinessApi>) =>
    renderScreen(<ReviewsContent />, { api: fakeApi(changes) });

  it('is named with its owner, and since when', async () => {
    await show({
      listLaunchesWithoutGo: async () => ({
        launches: [
          launchWithoutGo(),
          launchWithoutGo({
            subjectRef: 'component:default/legacy',
            title: 'Legacy',
            baseline: true,
          }),
        ],
      }),
    });
    expect(await panel()).toHaveTextContent(
      /In production without a GO1.*Mailer · Service basics · in production since 3 days ago · .*kamiyo-team/,
    );
    expect(
      within(await panel()).getByRole('link', { name: 'Mailer' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/mailer/go-no-go?checklist=basics',
    );
  });

  it('apart from what was there from the start, which is no offence', async () => {
    await show({
      listLaunchesWithoutGo: async () => ({
        launches: [
          launchWithoutGo({
            subjectRef: 'component:default/legacy',
            title: 'Legacy',
            baseline: true,
          }),
        ],
      }),
    });
    expect(await panel()).toHaveTextContent(
      /^In production without a GO0No launch unit came/,
    );
    expect(screen.queryByText('Legacy')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^1 was in production before/ }),
    );
    expect(screen.getByRole('link', { name: 'Legacy' })).toBeInTheDocument();
  });

  it('says why it cannot be told, beside a list that can', async () => {
    await show({
      listReviews: async () => ({ reviews: REVIEWS, nextCursor: null }),
      listLaunchesWithoutGo: () => Promise.reject(new Error('away')),
    });
    expect(await panel()).toHaveTextContent('They could not be read: away');
    expect(screen.getByRole('table')).toBeInTheDocument();
  });
});
