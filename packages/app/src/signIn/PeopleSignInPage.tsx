import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { choice, GUEST } from './choice';
import { readPeople } from './people';
import { WhoAreYou } from './WhoAreYou';

/** Asks once who somebody is; from then on this browser signs in as that, until it signs out. */
export function PeopleSignInPage({ onSignInSuccess }: SignInPageProps) {
  const people = readPeople(useApi(configApiRef));
  const [{ who, attempt }, setChosen] = useState(() => ({
    who: choice.read(),
    attempt: 0,
  }));

  const choose = (chosen: string) => {
    choice.keep(chosen);
    setChosen(before => ({ who: chosen, attempt: before.attempt + 1 }));
  };
  const isKnown =
    who === GUEST || people.some(({ entityRef }) => entityRef === who);
  if (who === undefined || !isKnown) {
    return <WhoAreYou people={people} onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={attempt}
      {...(who === GUEST
        ? { provider: 'guest' }
        : { provider: 'people', headers: { 'x-sign-in-as': who } })}
      onSignInSuccess={identity => onSignInSuccess(untilSignedOut(identity))}
      ErrorComponent={({ error }) => (
        <WhoAreYou people={people} error={error} onChoose={choose} />
      )}
    />
  );
}

/** The identity; with signing out this browser forgets it. */
function untilSignedOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      choice.forget();
      await identity.signOut();
    },
  };
}
