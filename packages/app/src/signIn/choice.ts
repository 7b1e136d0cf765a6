const KEY = 'production-readiness.sign-in';

/** Who enters as nobody in particular; anybody else is an entity ref. */
export const GUEST = 'guest';

/** As whom this browser last signed in and did not sign out. */
export const choice = {
  read: () => localStorage.getItem(KEY) ?? undefined,
  keep: (who: string) => localStorage.setItem(KEY, who),
  forget: () => localStorage.removeItem(KEY),
};
