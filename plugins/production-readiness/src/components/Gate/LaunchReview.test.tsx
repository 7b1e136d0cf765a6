import type {
  ProductionReadinessApi,
  ReviewInput,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { apiEntity } from '../../testing/entities';
import { answered, fakeApi } from '../../testing/fakeApi';
import { gate, memberGate } from '../../testing/gateFixture';
import { API } from '../../testing/kamiyoItems';
import { NOW } from '../../testing/results';
import {
  launchedReview,
  review,
  reviewSummary,
} from '../../testing/reviewFixture';
import { scorecard } from '../../testing/scorecardFixture';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { toLocalInput } from '../../viewModel/localTime';
import { GateContent } from './GateContent';

const COMMIT = 'c'.repeat(40);

const underWay = (
  current = review(),
  changes: Partial<ProductionReadinessApi> = {},
) =>
  fakeApi({
    listReviews: async () => ({ reviews: [current], nextCursor: null }),
    getReview: async () => current,
    ...changes,
  });

const closed = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

/** Once it is known that the reader may. */
async function openForm() {
  const button = await screen.findByRole('button', {
    name: 'Open a launch review',
  });
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
  await userEvent.click(button);
}

describe('before any review', () => {
  it('says what the verdict would be, and offers to open one', async () => {
    await renderScreen(<GateContent />, { api: fakeApi() });
    const panel = await screen.findByRole('region', {
      name: 'No launch review is under way',
    });
    expect(panel).toHaveTextContent('NO-GO is what the verdict would be now');
    await waitFor(() =>
      expect(
        within(panel).getByRole('button', { name: 'Open a launch review' }),
      ).toHaveAttribute('aria-disabled', 'false'),
    );
  });

  it('names the last one', async () => {
    await renderScreen(<GateContent />, {
      api: fakeApi({
        listReviews: async () => ({
          reviews: [
            reviewSummary({
              id: 'review-11',
              number: 11,
              state: 'verified',
              launchedAt: '2026-11-01T10:00:00.000Z',
            }),
          ],
          nextCursor: null,
        }),
      }),
    });
    expect(
      await screen.findByRole('link', { name: 'launch 11' }),
    ).toHaveAttribute('href', '/production-readiness/reviews/review-11');
    expect(
      screen.getByRole('link', { name: 'all reviews of this launch unit' }),
    ).toHaveAttribute(
      'href',
      '/production-readiness/reviews?unit=system%3Adefault%2Fkamiyo',
    );
  });

  it('tells whoever may not open one why', async () => {
    await renderScreen(<GateContent />, {
      // Of another launch unit: answers about permissions are kept for seconds.
      api: fakeApi({
        getGate: async () => gate({ subjectRef: 'system:default/other' }),
      }),
      mayRun: false,
    });
    const button = await screen.findByRole('button', {
      name: 'Open a launch review',
    });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        /needs the permission production-readiness.review.open/,
      ),
    );
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('opens one with the time, and the releases that are live', async () => {
    const opened: ReviewInput[] = [];
    let current = null as ReturnType<typeof review> | null;
    await renderScreen(<GateContent />, {
      api: fakeApi({
        listReviews: async () => ({
          reviews: current ? [current] : [],
          nextCursor: null,
        }),
        getScorecard: async ({ facts }) =>
          scorecard({
            facts:
              facts === 'full'
                ? {
                    [`${API}|render.deploy`]: {
                      entityRef: API,
                      fact: 'render.deploy',
                      collector: 'render',
                      value: { live: { commit: COMMIT } },
                      evidence: [],
                      collectedAt: null,
                      expiresAt: null,
                      stale: false,
                    },
                  }
                : {},
          }),
        openReview: async input => {
          opened.push(input);
          current = review();
          return current;
        },
      }),
    });
    await openForm();
    expect(await screen.findByLabelText('Commit of kamiyo-api')).toHaveValue(
      COMMIT,
    );
    fireEvent.change(screen.getByLabelText('Version of kamiyo-frontend'), {
      target: { value: '2.4.0' },
    });
    fireEvent.change(screen.getByLabelText(/^Planned launch/), {
      target: { value: toLocalInput('2026-12-01T10:00:00.000Z') },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Open the review' }),
    );
    await closed();
    expect(opened).toEqual([
      {
        entityRef: 'system:default/kamiyo',
        checklist: 'kamiyo',
        plannedAt: '2026-12-01T10:00:00.000Z',
        releases: [
          { entityRef: API, commit: COMMIT },
          { entityRef: 'component:default/kamiyo-frontend', version: '2.4.0' },
        ],
      },
    ]);
    expect(
      await screen.findByRole('region', { name: /^Sign-offs/ }),
    ).toBeInTheDocument();
  });

  it('keeps what was written when it is refused', async () => {
    await renderScreen(<GateContent />, {
      api: fakeApi({
        openReview: () =>
          Promise.reject(
            answered('NotAllowedError', 'Only members of team hold Owner'),
          ),
      }),
    });
    await openForm();
    const version = await screen.findByLabelText('Version of kamiyo-api');
    fireEvent.change(version, { target: { value: '2.4.0' } });
    await userEvent.click(
      screen.getByRole('button', { name: 'Open the review' }),
    );
    expect(
      await screen.findByText('Only members of team hold Owner'),
    ).toBeInTheDocument();
    expect(version).toHaveValue('2.4.0');
  });
});

describe('while a review is under way', () => {
  it('shows its board in place of the other', async () => {
    await renderScreen(<GateContent />, { api: underWay() });
    expect(
      await screen.findByRole('region', { name: 'Verdict' }),
    ).toHaveTextContent(/launch 12 open · planned in 8 days/);
    for (const name of [/^Sign-offs/, /^Path to GO/, 'Contacts']) {
      expect(screen.getByRole('region', { name })).toBeInTheDocument();
    }
    expect(
      screen.getByRole('link', { name: 'Record and history' }),
    ).toHaveAttribute('href', '/production-readiness/reviews/review-12');
    expect(
      screen.queryByRole('button', { name: 'Open a launch review' }),
    ).not.toBeInTheDocument();
  });

  it('says on a member’s page first whether that holds it back', async () => {
    await renderScreen(<GateContent />, {
      api: underWay(review(), { getGate: async () => memberGate() }),
      entity: apiEntity,
    });
    await screen.findByRole('region', { name: /^Sign-offs/ });
    const titles = screen
      .getAllByRole('heading', { level: 2 })
      .map(each => each.textContent);
    expect(titles[0]).toMatch(/and the launch of/);
    expect(titles[1]).toMatch(/^NOT READY/);
    expect(titles[2]).toMatch(/^NO-GO/);
  });

  it('offers the next one once this one is launched', async () => {
    await renderScreen(<GateContent />, { api: underWay(launchedReview()) });
    expect(
      await screen.findByRole('button', { name: 'Open a launch review' }),
    ).toBeInTheDocument();
    // The checks after the launch stand before the rows.
    const titles = screen
      .getAllByRole('heading', { level: 2 })
      .map(each => each.textContent ?? '');
    const place = (title: RegExp) => titles.findIndex(each => title.test(each));
    expect(place(/^After launch/)).toBeLessThan(place(/^GO criteria/));
  });

  it('shows only the rows that a number counts, and the way back', async () => {
    await renderScreen(<GateContent />, {
      api: underWay(),
      search: '?checklist=kamiyo&rows=against',
    });
    expect(
      await screen.findByRole('link', { name: 'Show all rows' }),
    ).toHaveAttribute('href', '/?checklist=kamiyo');
    expect(
      within(screen.getByRole('region', { name: /^GO criteria/ })).getAllByRole(
        'button',
      ),
    ).toHaveLength(2);
  });
});

it('shows the board without reviews where these cannot be read', async () => {
  await renderScreen(<GateContent />, {
    api: fakeApi({ listReviews: () => Promise.reject(new Error('away')) }),
  });
  expect(
    await screen.findByText(/Launch reviews could not be read: away/),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('region', { name: /^GO criteria/ }),
  ).toBeInTheDocument();
});

it('asks for no review of a checklist without a gate', async () => {
  let asked = 0;
  await renderScreen(<GateContent />, {
    api: fakeApi({
      getGate: async () =>
        gate({ verdict: null, go: [], noGo: [], critical: [] }),
      listReviews: async () => {
        asked += 1;
        return { reviews: [], nextCursor: null };
      },
    }),
  });
  await screen.findByRole('heading', { name: /^NO VERDICT/ });
  expect(asked).toBe(0);
});

describe('while people poll', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number) =>
    act(async () => {
      await jest.advanceTimersByTimeAsync(ms);
    });

  it('shows a sign-off within seconds, and the rest of the board that it was judged with', async () => {
    let current = review();
    let gates = 0;
    await renderScreen(<GateContent />, {
      inSight: true,
      api: fakeApi({
        listReviews: async () => ({ reviews: [current], nextCursor: null }),
        getReview: async () => current,
        getGate: async () => {
          gates += 1;
          return gate();
        },
      }),
    });
    const panel = await screen.findByRole('region', { name: /^Sign-offs/ });
    expect(panel).toHaveTextContent('1 of 4');
    expect(gates).toBe(1);
    const details = current.signOffDetails.map(each => ({
      ...each,
      state: 'given' as const,
    }));
    current = review({
      signOffDetails: details,
      evaluatedAt: '2026-11-22T12:00:02Z',
    });
    await pass(5_000);
    expect(panel).toHaveTextContent('4 of 4');
    expect(gates).toBe(2);
  });

  it('asks nothing while the page is out of sight, and at once when it is back', async () => {
    let asked = 0;
    await renderScreen(<GateContent />, {
      api: underWay(review(), {
        getReview: async () => {
          asked += 1;
          return review();
        },
      }),
    });
    await screen.findByRole('region', { name: /^Sign-offs/ });
    const before = asked;
    await pass(30_000);
    expect(asked).toBe(before);
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      value: 'visible',
    });
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(asked).toBe(before + 1);
  });
});
