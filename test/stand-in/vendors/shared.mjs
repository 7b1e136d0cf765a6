/** The commit that is live, tagged, built and known to every vendor. */
export const RELEASE_COMMIT = '9f2c1d7e4b8a6c3d5f0a1b2c3d4e5f60718293a4';

/** Public key of the DSN that KAMIYO's services send their errors with. */
export const SENTRY_PUBLIC_KEY = 'c0ffee1234567890abcdef0123456789';

/** An ISO time so many milliseconds before `now`. */
export const before = (now, ms) => new Date(now - ms).toISOString();

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
