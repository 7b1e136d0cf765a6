/** Who can be signed in as, with what they are in a word; the catalog has the rest of them. */
export const PEOPLE = [
  ['ada', 'Ada Lovelace', 'Owner'],
  ['joan', 'Joan Clarke', 'Owner'],
  ['radia', 'Radia Perlman', 'Security'],
  ['margaret', 'Margaret Hamilton', 'On-call'],
  ['grace', 'Grace Hopper', 'Databases'],
  ['portia', 'Portia Belmont', 'Legal'],
  ['ferdinand', 'Ferdinand Galiani', 'Finance'],
  ['linus', 'Linus Pauling', 'Platform'],
  ['eve', 'Eve Moore', 'No role'],
].map(([id, name, role]) => ({ entityRef: `user:default/${id}`, name, role }));

/** Lets people sign in as those, and says which groups hold the roles that nobody's ownership gives. */
export const peopleConfig = {
  auth: { providers: { people: { users: PEOPLE } } },
  productionReadiness: {
    roles: {
      dba: 'group:default/database-admins',
      finance: 'group:default/finance',
      legal: 'group:default/legal',
      security: 'group:default/security',
      sre: 'group:default/kamiyo-sre',
    },
  },
};
