import type {
  ProductionReadinessApi,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { answered, apiWith, fakeApi } from '../../testing/fakeApi';
import { gate } from '../../testing/gateFixture';
import {
  decidedReview,
  launchedReview,
  review,
} from '../../testing/reviewFixture';
import { attestations, task } from '../../testing/statementsFixture';
import { renderScreen, SYSTEMS } from '../../__testUtils__/renderScreen';
import { ReviewPage } from './ReviewPage';

const page = (
  <Routes>
    <Route path="/reviews/:id" element={<ReviewPage />} />
  </Routes>
);
const AT = { path: '/reviews/review-12' };

const show = (
  changes: Partial<ProductionReadinessApi>,
  system: (typeof SYSTEMS)[number] = 'new',
) => renderScreen(page, { ...AT, system, api: fakeApi(changes) });

const showReview = (view: ReviewView) =>
  renderScreen(page, { ...AT, api: apiWith({ review: view }) });

const region = (name: RegExp | string) => screen.findByRole('region', { name });

describe.each(SYSTEMS)('the states in the %s frontend system', system => {
  it('loading: a skeleton', async () => {
    await show({ getReview: () => new Promise<never>(() => {}) }, system);
    expect(await screen.findByTestId('skeleton')).toBeInTheDocument();
  });

  it('error: what the backend said', async () => {
    await show(
      { getReview: () => Promise.reject(new Error('the database is away')) },
      system,
    );
    expect(
      (await screen.findAllByText(/the database is away/)).length,
    ).toBeGreaterThan(0);
  });

  it('not allowed: which permission it takes', async () => {
    await show(
      { getReview: () => Promise.reject(answered('NotAllowedError', 'no')) },
      system,
    );
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('data: which launch, when, of what, and its verdict', async () => {
    const asked: string[] = [];
    await show(
      {
        getReview: async id => {
          asked.push(id);
          return review();
        },
      },
      system,
    );
    const headline = await region('Verdict');
    expect(headline).toHaveTextContent(
      /launch 12 open · planned in 8 days.*2\.4\.0.*NO-GO ·/,
    );
    expect(asked[0]).toBe('review-12');
  });
});

it('stands without the launch unit’s board of today', async () => {
  await show({ getGate: () => Promise.reject(new Error('no such version')) });
  expect(await region(/^GO criteria/)).toBeInTheDocument();
  expect(screen.queryByText('Contacts')).not.toBeInTheDocument();
});

it('shows the rows that the review is pinned to, not those of today', async () => {
  await renderScreen(page, {
    ...AT,
    api: fakeApi({
      getGate: async () => gate({ go: [] }),
      getReview: async () => review(),
    }),
  });
  expect(
    within(await region(/^GO criteria/)).getAllByRole('button'),
  ).toHaveLength(4);
});

describe('where it stands', () => {
  it.each<[string, ReviewView, string, RegExp]>([
    [
      'open',
      review(),
      'Signed',
      /GO needs it turned: 3 musts \+ any 9 of 14 open items to GO.*sign again, since theirs is void: DBA.*To sign: Security.*known again: the sign-off of SRE/,
    ],
    ['decided', decidedReview(), 'Launched', /The launch, planned in 8 days/],
    [
      'launched',
      launchedReview(),
      'Verified',
      /Failed after the launch: Payment processing working \(Owner\).*Next check: All services healthy, due in 12 minutes · SRE/,
    ],
  ])('%s: the step, and who must act first', async (_, view, step, next) => {
    await showReview(view);
    const steps = await region('Where it stands');
    expect(
      within(steps)
        .getAllByRole('listitem')
        .find(each => each.getAttribute('aria-current') === 'step'),
    ).toHaveTextContent(new RegExp(`^ ?${step}`));
    expect(steps).toHaveTextContent(next);
  });

  it('withdrawn: why, before all else', async () => {
    await showReview(
      decidedReview({
        state: 'withdrawn',
        withdrawn: {
          at: '2026-11-22T11:50:00.000Z',
          reasons: ['Health checks failing is known to hold'],
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /withdrawn 10 minutes ago.*Health checks failing/,
    );
    expect(screen.getByText(/^The GO was withdrawn/)).toBeInTheDocument();
  });
});

it('says where what is there now differs from what is pinned', async () => {
  await showReview(review({ drift: ['kamiyo-api runs 2.4.1 now'] }));
  expect(await screen.findByText('kamiyo-api runs 2.4.1 now')).toBeVisible();
});

it('says first what changed since the last GO', async () => {
  await showReview(
    review({
      sinceLastGo: {
        reviewId: 'review-11',
        number: 11,
        decidedAt: '2026-10-22T11:00:00.000Z',
        worse: [
          { item: 'x.tls', title: 'TLS 1.2+ only', from: 'pass', to: 'fail' },
        ],
        better: [],
        added: [{ item: 'x.new', title: 'Quotas set' }],
        carriedOver: 109,
      },
    }),
  );
  const since = await region('Since the last GO (launch 11)');
  expect(since).toHaveTextContent(
    /1 item worse, 1 new, 0 items better, 109 carried over|1 item worse, 1 new, 0 better, 109 carried over/,
  );
  expect(since).toHaveTextContent(/TLS 1.2\+ only · it was: passes/);
  expect(
    within(since).getByRole('link', { name: 'launch 11' }),
  ).toHaveAttribute('href', '/production-readiness/reviews/review-11');
});

describe('sign-offs', () => {
  it('each role answers in a word, with who, when and why', async () => {
    await showReview(review());
    const panel = await region(/^Sign-offs/);
    expect(panel).toHaveTextContent(
      /1 of 4.*Owner.*GO.*2 hours ago · Load test read.*Security.*wanted.*SRE.*suspended.*On-Call Engineer is not known now.*DBA.*void.*Backups ran is known to fail/,
    );
  });

  it('keeps what one may not do in sight, with the reason', async () => {
    await showReview(review());
    const button = await screen.findByRole('button', { name: 'Sign as DBA' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'Only members of dba hold the role DBA',
    );
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('the record', () => {
  it('is not there before the decision, and says so', async () => {
    await showReview(review());
    expect(
      await screen.findByRole('button', { name: 'Save the record as JSON' }),
    ).toHaveAccessibleDescription('Nothing is recorded before the decision.');
  });

  it('says what was decided, and is saved in each format', async () => {
    const asked: string[][] = [];
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:record';
    URL.revokeObjectURL = () => {};
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    await show({
      getReview: async () => decidedReview(),
      getRecord: async (...request) => {
        asked.push(request);
        return '# Launch 12';
      },
    });
    const record = await region('Decision record');
    expect(record).toHaveTextContent(/GO recorded.*1 hour ago.*holds until/);
    expect(record).toHaveTextContent(/Decision · .*sha256 c0ffee/);
    await userEvent.click(
      within(record).getByRole('button', {
        name: 'Save the record as Markdown',
      }),
    );
    await waitFor(() => expect(saved).toEqual(['kamiyo-launch-12.md']));
    expect(asked).toEqual([['review-12', 'markdown']]);
    click.mockRestore();
  });
});

it('shows what went live open, whose it is and by when', async () => {
  await showReview(launchedReview());
  const items = await region(/^Open at GO/);
  expect(items).toHaveTextContent(/0 of 1 closed.*Decisions recorded.*due in/);
  expect(
    within(items).getByRole('button', { name: 'Reassign: Decisions recorded' }),
  ).toBeInTheDocument();
});

it('shows the windows after the launch, what failed first, with the rollback', async () => {
  await showReview(launchedReview());
  const after = await region(/^After launch/);
  expect(after).toHaveTextContent(/next due in 12 minutes/);
  expect(
    within(after)
      .getAllByRole('listitem')
      .map(each => each.textContent),
  ).toEqual([
    expect.stringMatching(
      /^ Payment processing working · failedOwnerNo payment succeeded/,
    ),
    expect.stringMatching(
      /^ All services healthy · waitingSRE · due in 12 minutes/,
    ),
    expect.stringMatching(/^ User signups working · passedOwner · 20 minutes/),
    expect.stringMatching(/Support inbox read · waiting.*a person states it/),
  ]);
  expect(
    within(after).getByRole('link', { name: /^Rollback: Rollback/ }),
  ).toHaveAttribute('href', 'https://runbooks.example/rollback');
});

it('lets whoever may state a check after the launch', async () => {
  const stated = task({
    about: 'P9',
    kind: 'post-launch',
    role: 'owner',
    statement: 'I have read the support inbox.',
  });
  await show({
    getReview: async () => launchedReview(),
    getAttestations: async () => attestations({ tasks: [stated] }),
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Attest: Support inbox read' }),
  );
  expect(await screen.findByRole('dialog')).toHaveTextContent(
    'I have read the support inbox.',
  );
});

it('tells what happened, the newest first', async () => {
  await showReview(
    review({
      events: [
        {
          at: '2026-11-20T09:00:00.000Z',
          by: 'user:default/margaret',
          kind: 'review-opened',
          text: 'Opened',
        },
        {
          at: '2026-11-21T09:00:00.000Z',
          by: null,
          kind: 'sign-off-voided',
          text: 'The sign-off of DBA is void',
        },
      ],
    }),
  );
  const events = await region(/^What happened/);
  expect(
    within(events)
      .getAllByRole('listitem')
      .map(each => each.textContent),
  ).toEqual([
    expect.stringMatching(/The sign-off of DBA is void/),
    expect.stringMatching(/Opened/),
  ]);
});
