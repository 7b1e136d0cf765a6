import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderScreen, SYSTEMS } from '../../__testUtils__/renderScreen';
import { answered, fakeApi } from '../../testing/fakeApi';
import { connections } from '../../testing/connectionsFixture';
import { ConnectionsContent } from './ConnectionsContent';

describe.each(SYSTEMS)('the four states in the %s frontend system', system => {
  const show = (changes: Parameters<typeof fakeApi>[0]) =>
    renderScreen(<ConnectionsContent />, { system, api: fakeApi(changes) });

  it('loading: a skeleton', async () => {
    await show({ getConnections: () => new Promise<never>(() => {}) });
    expect(await screen.findByTestId('skeleton')).toBeInTheDocument();
  });

  it('error: what the backend said', async () => {
    await show({
      getConnections: () => Promise.reject(new Error('the database is away')),
    });
    expect(
      (await screen.findAllByText(/the database is away/)).length,
    ).toBeGreaterThan(0);
  });

  it('denied: which permission it takes', async () => {
    await show({
      getConnections: () => Promise.reject(answered('NotAllowedError', 'no')),
    });
    expect(
      await screen.findByText(/production-readiness.connections.read/),
    ).toBeInTheDocument();
  });

  it('empty: says that nothing was refused', async () => {
    await show({
      getConnections: async () =>
        connections({ sources: [], refusedHosts: [] }),
    });
    expect(await screen.findByText(/No host was refused/)).toBeInTheDocument();
  });

  it('data: what is wrong first, then what is missing', async () => {
    await show({ getConnections: async () => connections() });
    await screen.findByRole('heading', { name: /Cannot be read/ });
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(each => each.textContent),
    ).toEqual([
      'Cannot be read1',
      'Not connected1',
      'Connected1',
      'Hosts that were wanted and are not allowed1',
    ]);
  });
});

it('says of what is missing what it would verify, why, and what to add', async () => {
  await renderScreen(<ConnectionsContent />, {
    api: fakeApi({ getConnections: async () => connections() }),
  });
  const missing = within(
    await screen.findByRole('region', { name: /Not connected/ }),
  );
  await userEvent.click(
    missing.getByRole('button', {
      name: /Stripe\s*· would verify 3 criteria on 2 launch units/,
    }),
  );
  expect(missing.getByText('no key is configured')).toBeInTheDocument();
  expect(missing.getByText(/Add this to the/)).toBeInTheDocument();
});

it('names the hosts that were refused, with the lines that allow them', async () => {
  await renderScreen(<ConnectionsContent />, {
    api: fakeApi({ getConnections: async () => connections() }),
  });
  const refused = within(
    await screen.findByRole('region', { name: /Hosts that were wanted/ }),
  );
  expect(refused.getByText('status.kamiyo.ai:443')).toBeInTheDocument();
  expect(refused.getByText(/would allow them/)).toBeInTheDocument();
});
