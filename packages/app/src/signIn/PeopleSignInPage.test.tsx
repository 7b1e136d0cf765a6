import {
  configApiRef,
  discoveryApiRef,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { PeopleSignInPage } from './PeopleSignInPage';

const ADA = 'user:default/ada';
const users = [
  { entityRef: ADA, name: 'Ada Lovelace', role: 'Owner' },
  { entityRef: 'user:default/eve', name: 'Eve Moore' },
];

/** An auth backend that knows the guest and whoever is in its catalog. */
function answerSignIns(catalog: Set<string>) {
  const asked: string[] = [];
  const realFetch = global.fetch;
  global.fetch = async (url, init) => {
    const who = new Headers(init?.headers).get('x-sign-in-as') ?? 'guest';
    asked.push(`${url} as ${who}`);
    if (who !== 'guest' && !catalog.has(who)) {
      const error = { name: 'NotFoundError', message: `No ${who} here yet` };
      return Response.json({ error }, { status: 404 });
    }
    const identity = {
      type: 'user',
      userEntityRef: who,
      ownershipEntityRefs: [who],
    };
    return Response.json({
      profile: {},
      backstageIdentity: { token: 'head.e30.signature', identity },
    });
  };
  return { asked, restore: () => (global.fetch = realFetch) };
}

describe('the sign-in page', () => {
  const catalog = new Set<string>();
  let backend: ReturnType<typeof answerSignIns>;
  beforeEach(() => {
    localStorage.clear();
    catalog.clear();
    catalog.add(ADA);
    backend = answerSignIns(catalog);
  });
  afterEach(() => backend.restore());

  /** Opens the page and answers who entered, as soon as anybody did. */
  function open() {
    const entered: IdentityApi[] = [];
    const config = { auth: { providers: { people: { users } } } };
    const { unmount } = renderInTestApp(
      <TestApiProvider
        apis={[
          [configApiRef, mockApis.config({ data: config })],
          [discoveryApiRef, { getBaseUrl: async () => 'http://auth' }],
        ]}
      >
        <PeopleSignInPage
          onSignInSuccess={identity => entered.push(identity)}
        />
      </TestApiProvider>,
    );
    return {
      unmount,
      async whoEntered() {
        await waitFor(() => expect(entered).toHaveLength(1));
        const { userEntityRef } = await entered[0].getBackstageIdentity();
        return { userEntityRef, identity: entered[0] };
      },
    };
  }
  const press = async (name: string) =>
    fireEvent.click(await screen.findByRole('button', { name }));

  it('names everybody with what they are, and the guest once', async () => {
    open();
    const items = await screen.findAllByRole('listitem');
    const named = items.map(item => item.textContent);
    expect(named).toEqual([
      'Sign in as Ada LovelaceOwner',
      'Sign in as Eve Moore',
      'Enter as guestLooks, and does not act',
    ]);
    expect(backend.asked).toEqual([]);
  });

  it.each([
    ['Sign in as Ada Lovelace', 'http://auth/people/refresh as', ADA],
    ['Enter as guest', 'http://auth/guest/refresh as', 'guest'],
  ])('keeps “%s” until signing out', async (button, asks, who) => {
    const first = open();
    await press(button);
    expect((await first.whoEntered()).userEntityRef).toBe(who);
    first.unmount();

    const again = open();
    const { userEntityRef, identity } = await again.whoEntered();
    expect(userEntityRef).toBe(who);
    expect(backend.asked).toEqual([`${asks} ${who}`, `${asks} ${who}`]);
    await identity.signOut();
    again.unmount();

    open();
    expect(await screen.findByRole('button', { name: button })).toBeVisible();
  });

  it('says why nobody was let in, and lets choose again', async () => {
    const { whoEntered } = open();
    await press('Sign in as Eve Moore');
    expect(
      await screen.findByText(/No user:default\/eve here yet/),
    ).toBeVisible();
    await press('Sign in as Ada Lovelace');
    expect((await whoEntered()).userEntityRef).toBe(ADA);
  });

  it('asks again where the kept one is no longer named', async () => {
    localStorage.setItem('production-readiness.sign-in', 'user:default/gone');
    open();
    expect(await screen.findByText('Who are you?')).toBeVisible();
  });
});
