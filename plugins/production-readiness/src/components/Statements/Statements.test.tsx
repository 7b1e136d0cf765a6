import type {
  AttestationInput,
  AttestationsGiven,
  WaiverInput,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { answered, fakeApi } from '../../testing/fakeApi';
import { scorecard } from '../../testing/scorecardFixture';
import {
  attestation,
  attestations,
  task,
  waiver,
} from '../../testing/statementsFixture';
import { ScorecardContent } from '../Scorecard/ScorecardContent';

const GIVEN: AttestationsGiven = {
  evaluated: true,
  verdict: 'undecided',
  evaluatedAt: '2026-11-22T12:00:00.000Z',
  attestations: [],
};

/** A criterion of the fixture that waits for a person, and one that fails without deciding. */
const [OPEN, FAILING] = (['unknown', 'fail'] as const).map(status => {
  const found = scorecard()
    .items.flatMap(item =>
      item.criteria.map(criterion => ({ item, criterion })),
    )
    .find(
      ({ criterion }) => criterion.status === status && !criterion.decides,
    )!;
  const { entityRef } = found.criterion.entities.find(
    result => result.status === status,
  )!;
  return { ...found, entityRef };
});

function taskOf({ criterion, entityRef }: typeof OPEN) {
  return task({
    about: criterion.id,
    entityRef,
    title: criterion.text,
    statement: 'I have seen it with my own eyes.',
  });
}

async function show(changes: Parameters<typeof fakeApi>[0], item = '') {
  await renderScreen(<ScorecardContent />, {
    api: fakeApi(changes),
    search: item && `?item=${item}`,
  });
  await screen.findByRole('region', { name: /^To fix/ });
}

it('states several things at once, with one evidence', async () => {
  const sent: AttestationInput[] = [];
  const tasks = [
    taskOf(OPEN),
    task({ about: 'other/one', statement: 'The plan was rehearsed.' }),
    task({
      about: 'other/two',
      statement: 'Only counsel knows.',
      may: { allowed: false, why: 'Only members of legal hold the role' },
    }),
  ];
  await show({
    getAttestations: async () => attestations({ tasks }),
    attest: async ({ attestations: inputs }) => {
      sent.push(...inputs);
      return GIVEN;
    },
  });
  const [open] = await screen.findAllByRole('button', { name: 'Attest …' });
  await userEvent.click(open);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'State 0' })).toBeDisabled();
  expect(
    dialog.getByRole('checkbox', { name: 'Only counsel knows.' }),
  ).toBeDisabled();
  expect(
    dialog.getByText('Only members of legal hold the role'),
  ).toBeInTheDocument();
  for (const name of [
    'I have seen it with my own eyes.',
    'The plan was rehearsed.',
  ]) {
    await userEvent.click(dialog.getByRole('checkbox', { name }));
  }
  await userEvent.type(dialog.getByLabelText('Evidence'), 'Minutes of Monday');
  await userEvent.type(
    dialog.getByLabelText('Link to the evidence'),
    'http://intranet',
  );
  expect(dialog.getByRole('button', { name: 'State 2' })).toBeDisabled();
  await userEvent.clear(dialog.getByLabelText('Link to the evidence'));
  await userEvent.click(dialog.getByRole('button', { name: 'State 2' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([
    expect.objectContaining({ about: OPEN.criterion.id, statement: 'met' }),
    expect.objectContaining({
      about: 'other/one',
      note: 'Minutes of Monday',
    }),
  ]);
});

it('keeps what was written where the backend refuses it', async () => {
  await show({
    getAttestations: async () => attestations({ tasks: [taskOf(OPEN)] }),
    attest: () =>
      Promise.reject(answered('ConflictError', 'The page is not known now')),
  });
  const [open] = await screen.findAllByRole('button', { name: 'Attest …' });
  await userEvent.click(open);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox'));
  await userEvent.type(dialog.getByLabelText('Evidence'), 'Seen');
  await userEvent.click(dialog.getByRole('button', { name: 'State 1' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent(
    'The page is not known now',
  );
  expect(dialog.getByLabelText('Evidence')).toHaveValue('Seen');
});

it('renews in one click where it stands', async () => {
  const sent: AttestationInput[] = [];
  await show(
    {
      getAttestations: async () =>
        attestations({
          tasks: [
            {
              ...taskOf(OPEN),
              state: 'expired',
              newest: attestation({ state: 'expired' }),
            },
          ],
        }),
      attest: async ({ attestations: inputs }) => {
        sent.push(...inputs);
        return GIVEN;
      },
    },
    OPEN.item.id,
  );
  const [renew] = await screen.findAllByRole('button', { name: 'Still true' });
  await userEvent.click(renew);
  await waitFor(() =>
    expect(sent).toEqual([
      expect.objectContaining({
        about: OPEN.criterion.id,
        renews: 'attestation-1',
        statement: 'met',
      }),
    ]),
  );
});

it('asks for a waiver, with why and until when', async () => {
  const sent: WaiverInput[] = [];
  await show(
    {
      requestWaiver: async (_, input) => {
        sent.push(input);
        return waiver();
      },
    },
    FAILING.item.id,
  );
  const [ask] = await screen.findAllByRole('button', {
    name: 'Ask for a waiver',
  });
  await userEvent.click(ask);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Ask' })).toBeDisabled();
  await userEvent.type(
    dialog.getByLabelText(/Why it can wait/),
    'The supplier mends it',
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Ask' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([
    expect.objectContaining({
      reason: 'The supplier mends it',
      expiresAt: '2026-12-22T23:59:59.000Z',
    }),
  ]);
});

it('shows waivers with their item, and lets those approve who may', async () => {
  const approved: string[] = [];
  await show(
    {
      listWaivers: async () => ({
        waivers: [waiver({ about: FAILING.item.id })],
        nextCursor: null,
      }),
      approveWaiver: async ({ id }) => {
        approved.push(id);
        return { ...waiver({ state: 'approved' }), ...GIVEN };
      },
    },
    FAILING.item.id,
  );
  const [line] = await screen.findAllByText('Waiver asked for');
  expect(line).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Revoke' })).toBeNull();
  await userEvent.click(
    (
      await screen.findAllByRole('button', { name: 'Approve' })
    )[0],
  );
  await waitFor(() => expect(approved).toEqual(['waiver-1']));
});

it('refuses only with a reason', async () => {
  const refused: { id: string; note: string }[] = [];
  await show(
    {
      listWaivers: async () => ({
        waivers: [waiver({ about: FAILING.item.id })],
        nextCursor: null,
      }),
      refuseWaiver: async request => {
        refused.push(request);
        return { ...waiver({ state: 'refused' }), ...GIVEN };
      },
    },
    FAILING.item.id,
  );
  await userEvent.click(
    (
      await screen.findAllByRole('button', { name: 'Refuse' })
    )[0],
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Refuse' })).toBeDisabled();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'It is due now');
  await userEvent.click(dialog.getByRole('button', { name: 'Refuse' }));
  await waitFor(() =>
    expect(refused).toEqual([{ id: 'waiver-1', note: 'It is due now' }]),
  );
});
