import type { Config } from '@backstage/config';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** The header in which whoever signs in says who they are, by entity ref. */
export const PERSON_HEADER = 'x-sign-in-as';

/**
 * Lets anyone in as any of the people of `auth.providers.people.users`, at
 * their word: for trying things out. Refuses outside development unless the
 * configuration says that it may, as the guest provider does.
 */
export const peopleAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ name }: Person) => ({
    profile: { displayName: name },
  }),
  initialize: ({ config }) => ({
    allowed:
      process.env.NODE_ENV === 'development' ||
      config.getOptionalBoolean('dangerouslyAllowOutsideDevelopment') === true,
    people: readPeople(config),
  }),
  async authenticate({ req }, { allowed, people }) {
    if (!allowed) {
      throw new NotAllowedError(
        "Nobody signs in at their word outside of development: set 'auth.providers.people.dangerouslyAllowOutsideDevelopment' where that is meant",
      );
    }
    const ref = req.header(PERSON_HEADER);
    const person = people.find(({ entityRef }) => entityRef === ref);
    if (!person) {
      throw new AuthenticationError(
        `The header ${PERSON_HEADER} has to name one of the people of 'auth.providers.people.users'`,
      );
    }
    return { result: person };
  },
});

export interface Person {
  entityRef: string;
  name: string;
}

function readPeople(config: Config): Person[] {
  const users = config.getOptionalConfigArray('users') ?? [];
  return users.map(user => ({
    entityRef: user.getString('entityRef'),
    name: user.getString('name'),
  }));
}
