import type {
  ProductionReadinessApi,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { answered, fakeApi } from '../../testing/fakeApi';
import {
  decidedReview,
  launchedReview,
  review,
  YES,
} from '../../testing/reviewFixture';
import { NOW } from '../../testing/results';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { toLocalInput } from '../../viewModel/localTime';
import { ReviewPage } from './ReviewPage';

/** Shows a review and remembers what was asked of the backend. */
async function show(
  view: ReviewView,
  changes: Partial<ProductionReadinessApi> = {},
) {
  const asked: unknown[][] = [];
  const remember =
    (name: string) =>
    async (...request: unknown[]) => {
      asked.push([name, ...request]);
      return view;
    };
  await renderScreen(
    <Routes>
      <Route path="/reviews/:id" element={<ReviewPage />} />
    </Routes>,
    {
      path: '/reviews/review-12',
      api: fakeApi({
        getReview: async () => view,
        changeReview: remember('change'),
        signReview: remember('sign'),
        withdrawSignOff: remember('withdraw'),
        decideReview: remember('decide'),
        recordLaunch: remember('launch'),
        cancelReview: remember('cancel'),
        reopenReview: remember('reopen'),
        assignItem: remember('assign'),
        ...changes,
      }),
    },
  );
  return asked;
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const choose = async (menu: string, act: RegExp) => {
  await press(menu);
  await userEvent.click(await screen.findByRole('menuitem', { name: act }));
};
const dialog = () => screen.findByRole('dialog');
const submit = async (name: string) =>
  userEvent.click(within(await dialog()).getByRole('button', { name }));
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const closed = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

describe('the decision', () => {
  it('offers what may be decided, and says why not the rest', async () => {
    await show(review());
    await press('Record decision');
    const go = await screen.findByRole('menuitem', { name: /^GO/ });
    expect(go).toHaveAttribute('aria-disabled', 'true');
    expect(go).toHaveTextContent('only a GO verdict allows a GO');
    await userEvent.click(go);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('GO gives every open item somebody and a day', async () => {
    const view = review({
      verdict: 'go',
      toAssign: [
        { item: 'a', title: 'Quotas set', status: 'fail', role: 'owner' },
        { item: 'b', title: 'Docs written', status: 'unknown', role: 'sre' },
      ],
    });
    const asked = await show({ ...view, may: { ...view.may, decideGo: YES } });
    await choose('Record decision', /^GO/);
    const record = within(await dialog()).getByRole('button', {
      name: 'Record GO',
    });
    expect(record).toBeDisabled();
    type('Owner: All of them', 'ada');
    type('Owner: Docs written', 'group:sre');
    type('Due: Docs written', '2026-12-24');
    expect(record).toBeEnabled();
    await userEvent.click(record);
    await closed();
    expect(asked).toEqual([
      [
        'decide',
        'review-12',
        {
          outcome: 'go',
          openItems: [
            {
              item: 'a',
              owner: 'user:default/ada',
              dueAt: '2026-12-06T23:59:59.000Z',
            },
            {
              item: 'b',
              owner: 'group:default/sre',
              dueAt: '2026-12-24T23:59:59.000Z',
            },
          ],
        },
      ],
    ]);
  });

  it('an exception shows what is frozen and needs a reason', async () => {
    const asked = await show(review());
    await choose('Record decision', /^by exception/);
    expect(await dialog()).toHaveTextContent(
      /The verdict is NO-GO.*blockers go into the record as they are now.*HTTPS enforced everywhere/,
    );
    type(/^Reason/, 'Contract ends on Monday');
    await submit('Record exception');
    await closed();
    expect(asked).toEqual([
      [
        'decide',
        'review-12',
        {
          outcome: 'exception',
          reason: 'Contract ends on Monday',
          openItems: [],
        },
      ],
    ]);
  });

  it('a NO-GO needs a reason', async () => {
    const asked = await show(review());
    await choose('Record decision', /^NO-GO/);
    const record = within(await dialog()).getByRole('button', {
      name: 'Record NO-GO',
    });
    expect(record).toBeDisabled();
    type(/^Reason/, 'The load test failed');
    await userEvent.click(record);
    await closed();
    expect(asked).toEqual([
      [
        'decide',
        'review-12',
        { outcome: 'no-go', reason: 'The load test failed' },
      ],
    ]);
  });

  it('that was refused stays in its form with what was written', async () => {
    await show(review(), {
      decideReview: () =>
        Promise.reject(answered('ConflictError', 'It is decided already')),
    });
    await choose('Record decision', /^NO-GO/);
    type(/^Reason/, 'Because');
    await submit('Record NO-GO');
    expect(await within(await dialog()).findByRole('alert')).toHaveTextContent(
      'It is decided already',
    );
    expect(screen.getByLabelText(/^Reason/)).toHaveValue('Because');
  });
});

it('signs with one word, over the rows that it covers', async () => {
  const asked = await show(review());
  await press('Sign as Security');
  const form = await dialog();
  expect(
    within(form).getByRole('list', { name: 'What the sign-off covers' }),
  ).toHaveTextContent(
    /Known security vulnerabilities · not verified.*All critical items completed · not met/,
  );
  const sign = within(form).getByRole('button', { name: 'Sign' });
  // Nobody's word is taken for granted.
  expect(sign).toBeDisabled();
  await userEvent.click(within(form).getByRole('radio', { name: 'NO-GO' }));
  type('Note', 'The audit is not read');
  await userEvent.click(sign);
  await closed();
  expect(asked).toEqual([
    [
      'sign',
      'review-12',
      { role: 'security', statement: 'no-go', note: 'The audit is not read' },
    ],
  ]);
});

it('withdraws a sign-off with a reason', async () => {
  const asked = await show(review());
  await press('Withdraw the sign-off of SRE');
  type(/^Reason/, 'On-call is not known');
  await submit('Withdraw');
  await closed();
  expect(asked).toEqual([
    ['withdraw', 'review-12', { role: 'sre', reason: 'On-call is not known' }],
  ]);
});

describe('the launch', () => {
  it('is offered from the deploy that was seen', async () => {
    const at = '2026-11-22T11:12:00.000Z';
    const asked = await show(
      decidedReview({
        deploySeen: { at, entityRef: 'component:default/kamiyo-api' },
      }),
    );
    await press('Record launch');
    expect(await dialog()).toHaveTextContent(/was seen 48 minutes ago/);
    await submit('Record launch');
    await closed();
    expect(asked).toEqual([['launch', 'review-12', { at }]]);
  });

  it('is now, where nothing else is said', async () => {
    const asked = await show(decidedReview());
    await press('Record launch');
    await submit('Record launch');
    await closed();
    // The clock that the decision was recorded by says when that is.
    expect(asked).toEqual([['launch', 'review-12', {}]]);
  });

  it('is not recorded before it has happened', async () => {
    await show(decidedReview());
    await press('Record launch');
    await dialog();
    type(/^Launched at/, toLocalInput(NOW + 60 * 60_000));
    expect(
      screen.getByText('A launch is recorded once it has happened'),
    ).toBeInTheDocument();
    expect(
      within(await dialog()).getByRole('button', { name: 'Record launch' }),
    ).toBeDisabled();
  });
});

it.each([
  ['cancel', /^Cancel the review/, 'Cancel the review', review()],
  ['reopen', /^Reopen/, 'Reopen', decidedReview()],
] as const)('%s asks for a reason', async (name, act, button, view) => {
  const asked = await show(view);
  await choose('More', act);
  type(/^Reason/, 'Postponed');
  await submit(button);
  await closed();
  expect(asked).toEqual([[name, 'review-12', { reason: 'Postponed' }]]);
});

it('changes only what differs, and says what that costs', async () => {
  const asked = await show(review());
  await choose('More', /^Change planned time/);
  expect(await dialog()).toHaveTextContent(/has to be signed again/);
  const change = within(await dialog()).getByRole('button', { name: 'Change' });
  expect(change).toBeDisabled();
  type('Commit of kamiyo-api', 'abc123');
  expect(change).toBeDisabled();
  expect(
    screen.getByText('The whole commit is needed, 40 characters'),
  ).toBeInTheDocument();
  type('Commit of kamiyo-api', 'a'.repeat(40));
  const time = toLocalInput('2026-12-02T10:00:00.000Z');
  type(/^Planned launch/, time);
  await userEvent.click(change);
  await closed();
  expect(asked).toEqual([
    ['change', 'review-12', { plannedAt: '2026-12-02T10:00:00.000Z' }],
  ]);
});

it('hands an open item to somebody else', async () => {
  const asked = await show(launchedReview());
  await press('Reassign: Decisions recorded');
  await dialog();
  type(/^Owner/, 'grace');
  await submit('Reassign');
  await closed();
  expect(asked).toEqual([
    [
      'assign',
      'review-12',
      {
        item: 'documentation.adr',
        owner: 'user:default/grace',
        dueAt: '2026-12-15T23:59:59.000Z',
      },
    ],
  ]);
});
