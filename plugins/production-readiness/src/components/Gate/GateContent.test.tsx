import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { apiEntity } from '../../testing/entities';
import { apiWith, fakeApi, notJudged } from '../../testing/fakeApi';
import { gate, memberGate } from '../../testing/gateFixture';
import { renderScreen, SYSTEMS } from '../../__testUtils__/renderScreen';
import { GateContent } from './GateContent';

const never = () => new Promise<never>(() => {});

describe.each(SYSTEMS)('the four states in the %s frontend system', system => {
  const show = (changes: Parameters<typeof fakeApi>[0]) =>
    renderScreen(<GateContent />, { system, api: fakeApi(changes) });

  it('loading: a skeleton', async () => {
    await show({ getGate: never });
    expect(await screen.findByTestId('skeleton')).toBeInTheDocument();
  });

  it('error: what the backend said', async () => {
    await show({
      getGate: () => Promise.reject(new Error('the database is away')),
    });
    expect(
      (await screen.findAllByText(/the database is away/)).length,
    ).toBeGreaterThan(0);
  });

  it('no checklist: how to get one', async () => {
    await show({ getGate: () => Promise.reject(notJudged()) });
    expect(
      await screen.findByText('No checklist judges this entity'),
    ).toBeInTheDocument();
  });

  it('never run: the button', async () => {
    await show({ getGate: async () => gate({ evaluatedAt: null }) });
    expect(
      await screen.findByRole('button', { name: 'Run checks' }),
    ).toBeInTheDocument();
  });

  it('data: each station answers in a word', async () => {
    await show({});
    const go = await screen.findByRole('region', { name: /^GO criteria/ });
    expect(go).toHaveTextContent(/1 of 4/);
    expect(
      within(go)
        .getAllByRole('button')
        .map(each => each.textContent),
    ).toEqual([
      'Production readiness score ≥ 95%not met',
      'All critical items completednot met',
      'Load test passednot verified',
      'Runbooks writtenmet',
    ]);
    const noGo = screen.getByRole('region', { name: /^NO-GO triggers/ });
    expect(noGo).toHaveTextContent('1 of 2 clear');
    expect(
      within(noGo).getByRole('button', { name: /Health checks failing/ }),
    ).toHaveTextContent(/clear$/);
  });
});

describe('the headline', () => {
  it.each<[string, Partial<GateView>, RegExp]>([
    ['go', { verdict: 'go' }, /^GO · everything that decides/],
    ['no-go', { verdict: 'no-go' }, /^NO-GO · something that decides/],
    ['undecided', { verdict: 'undecided' }, /^UNDECIDED · nothing known/],
    [
      'no gate',
      { verdict: null, go: [], noGo: [], critical: [] },
      /^NO VERDICT/,
    ],
  ])('of a launch unit: %s', async (_, changes, words) => {
    await renderScreen(<GateContent />, {
      api: apiWith({ gate: gate(changes) }),
    });
    expect(
      await screen.findByRole('heading', { name: words }),
    ).toBeInTheDocument();
  });

  it.each<[GateView['holdsBack'], RegExp, RegExp]>([
    ['yes', /^NOT READY · holds/, /It holds the launch back through/],
    ['unknown', /^NOT VERIFIED · not known/, /It may hold the launch back/],
    ['no', /^READY · does not hold/, /No row that decides waits for it/],
  ])('of a member that holds back: %s', async (holdsBack, words, lead) => {
    const view = memberGate({ holdsBack });
    const through = { yes: ['C3', 'C1'], unknown: ['C1'], no: [] };
    view.share = { ...view.share!, through: through[holdsBack!] };
    await renderScreen(<GateContent />, {
      api: apiWith({ gate: view }),
      entity: apiEntity,
    });
    expect(
      await screen.findByRole('heading', { name: words }),
    ).toBeInTheDocument();
    expect(screen.getByText(lead)).toBeInTheDocument();
    // The launch unit's verdict stands below, and is the only GO or NO-GO.
    expect(
      screen.getByRole('heading', { name: /^NO-GO · / }),
    ).toBeInTheDocument();
  });
});

it('parts what is known to hold a member’s launch back from what may', async () => {
  const view = memberGate();
  view.share = { ...view.share!, through: ['C1', 'C3'] };
  await renderScreen(<GateContent />, {
    api: apiWith({ gate: view }),
    entity: apiEntity,
  });
  expect(
    await screen.findByRole('region', { name: /and the launch of/ }),
  ).toHaveTextContent(
    /holds the launch back through:HTTPS enforced.*not met.*may hold the launch back; not verified:API Service.*not verified/,
  );
});

it('does not say of a member that it holds the launch back through what another fails', async () => {
  const view = memberGate({ holdsBack: 'unknown' });
  view.share = { ...view.share!, through: ['C1', 'C3'] };
  await renderScreen(<GateContent />, {
    api: apiWith({ gate: view }),
    entity: apiEntity,
  });
  const panel = await screen.findByRole('region', {
    name: /and the launch of/,
  });
  expect(panel).not.toHaveTextContent(/holds the launch back through/);
  expect(panel).toHaveTextContent(
    /may hold the launch back; not verified:.*HTTPS enforced.*not met/,
  );
});

it('opens a row to what it rests on, with the way to the item', async () => {
  await renderScreen(<GateContent />, { api: fakeApi() });
  await userEvent.click(
    await screen.findByRole('button', { name: /All critical items completed/ }),
  );
  expect(
    within(screen.getByRole('region', { name: /^GO criteria/ })).getByRole(
      'link',
      { name: 'HTTPS enforced' },
    ),
  ).toHaveAttribute(
    'href',
    '/catalog/default/system/kamiyo/scorecard?checklist=kamiyo&item=infrastructure.https-enforced',
  );
});

it('lists the path to GO: musts, and as many others as the score needs', async () => {
  await renderScreen(<GateContent />, { api: fakeApi() });
  const path = within(
    await screen.findByRole('region', { name: 'Path to GO' }),
  );
  expect(
    path.getByText('3 musts, whatever else happens · Owner 3'),
  ).toBeInTheDocument();
  expect(
    path.getByText('and any 9 of these 14 open items, for the score'),
  ).toBeInTheDocument();
  expect(
    path.getByRole('link', { name: 'All HTTP traffic redirects to HTTPS' }),
  ).toBeInTheDocument();
});

it('shows each command with its live result, or why there is none', async () => {
  await renderScreen(<GateContent />, { api: fakeApi() });
  const commands = within(
    await screen.findByRole('region', { name: 'Quick verification commands' }),
  );
  expect(commands.getByText('{"status":"healthy"}')).toBeInTheDocument();
  expect(commands.getByText(/Stripe is not connected/)).toBeInTheDocument();
  expect(
    commands.getAllByRole('button', { name: /^Copy the command/ }),
  ).toHaveLength(2);
});

it('shows contacts, and what to set where nobody is set', async () => {
  await renderScreen(<GateContent />, { api: fakeApi() });
  const contacts = within(
    await screen.findByRole('region', { name: 'Contacts' }),
  );
  expect(
    contacts.getByRole('link', { name: '+44 20 7946 0000' }),
  ).toHaveAttribute('href', 'tel:+442079460000');
  expect(
    contacts.getByText(/not set · set the annotation/),
  ).toBeInTheDocument();
});

it('lists what is looked at after launch', async () => {
  await renderScreen(<GateContent />, { api: fakeApi() });
  expect(
    await screen.findByRole('region', { name: 'After launch' }),
  ).toHaveTextContent(/Within 1 hour of launch.*All services healthy · Owner/);
});

it('leads from every number to what it counts', async () => {
  await renderScreen(<GateContent />, { api: fakeApi() });
  const link = async (name: RegExp) =>
    (await screen.findByRole('link', { name })).getAttribute('href');
  const board = '/catalog/default/system/kamiyo/go-no-go?checklist=kamiyo';
  expect(await link(/things? known against it$/)).toBe(`${board}&rows=against`);
  expect(await link(/rows? not verified$/)).toBe(`${board}&rows=open`);
  expect(await link(/items pass/)).toBe(
    '/catalog/default/system/kamiyo/scorecard?checklist=kamiyo&status=pass',
  );
  expect(await link(/musts \+ any/)).toBe('#path-to-go');
});

it('shows only the rows that a number counts, and the way back', async () => {
  await renderScreen(<GateContent />, {
    api: fakeApi(),
    search: '?rows=against',
  });
  const go = await screen.findByRole('region', { name: /^GO criteria/ });
  expect(
    within(go)
      .getAllByRole('button')
      .map(each => each.textContent),
  ).toEqual([
    'Production readiness score ≥ 95%not met',
    'All critical items completednot met',
  ]);
  expect(
    screen.getByRole('link', { name: 'Show all rows' }),
  ).toBeInTheDocument();
});
