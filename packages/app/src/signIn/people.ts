import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** Somebody whom anyone may sign in as, at their word. */
export interface Person {
  entityRef: string;
  name: string;
  role?: string;
}

/** The people of `auth.providers.people`, in the order that they are named in. */
export function readPeople(config: ConfigApi): Person[] {
  const users =
    config.getOptionalConfigArray('auth.providers.people.users') ?? [];
  return users.map(user => ({
    entityRef: user.getString('entityRef'),
    name: user.getString('name'),
    role: user.getOptionalString('role'),
  }));
}
