import { silenceInWords } from '@production-readiness/backstage-plugin-production-readiness-node';
import { PostgresError, type PostgresErrorCode } from './PostgresError';

/** What an error is about: where, as whom, and what was being done. */
export interface Attempt {
  /** `host:port/database`. */
  place: string;
  login: string;
  /** Configuration key of the connection. */
  name: string;
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const STATES: Record<
  string,
  [PostgresErrorCode, (attempt: Attempt) => string]
> = {
  '28P01': [
    'authentication-failed',
    ({ place, login, name }) =>
      `${place} refuses the password of the login '${login}'; correct the connection '${name}'`,
  ],
  '28000': [
    'authentication-failed',
    ({ place, login, name }) =>
      `${place} lets the login '${login}' not in: no such login, or its pg_hba.conf has no entry for it from here (over TLS or not); correct the connection '${name}'`,
  ],
  '3D000': [
    'no-such-database',
    ({ place, name }) =>
      `${place} is not there: the server has no database of that name; correct the connection '${name}'`,
  ],
  '53300': [
    'too-many-connections',
    ({ place }) =>
      `${place} has no connection left; close idle ones or raise max_connections`,
  ],
  '57P03': ['not-ready', ({ place }) => `${place} is starting or stopping`],
  '57P01': ['not-ready', ({ place }) => `${place} was shut down`],
  '57P02': ['not-ready', ({ place }) => `${place} broke down`],
  '57014': ['timeout', () => 'the query took too long (5 s) and was cancelled'],
  '55P03': ['timeout', () => 'somebody else holds a lock on what it reads'],
  '42501': [
    'permission-denied',
    ({ login }) => `the login '${login}' has no permission for it`,
  ],
  '42P01': ['missing', () => 'a table that it names does not exist'],
  '42703': ['missing', () => 'a column that it names does not exist'],
  '42883': ['missing', () => 'a function that it names does not exist'],
  '3F000': ['missing', () => 'a schema that it names does not exist'],
  '25006': [
    'bad-query',
    () => 'it would change something, which a read-only transaction refuses',
  ],
  '0A000': ['bad-query', () => 'it is not a query that only reads'],
  '42601': [
    'bad-query',
    () => 'it is not one query: there is a syntax error or more than one',
  ],
};

const NOT_OFFERED = 'The server does not support SSL connections';
const NO_TLS = 'There was an error establishing an SSL connection';
const TIMEOUTS = ['timeout expired', 'Query read timeout'];
const TLS_ERROR =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_|INVALID_CA|EPROTO)/;

/** Sorts what pg and Node throw. Nothing of the server's message is kept. */
export function toPostgresError(
  error: unknown,
  attempt: Attempt,
): PostgresError {
  if (error instanceof PostgresError) return error;
  const { code = '', message = '' } = error as {
    code?: string;
    message?: string;
  };
  if (Object.hasOwn(STATES, code)) {
    const [kind, sentence] = STATES[code];
    return new PostgresError(kind, sentence(attempt), { sqlState: code });
  }
  return ofState(code) ?? ofNetwork({ code, message }, attempt);
}

function ofState(code: string): PostgresError | undefined {
  if (!/^[0-9A-Z]{5}$/.test(code) || !/[0-9]/.test(code)) return undefined;
  return new PostgresError(
    code.startsWith('22') ? 'bad-query' : 'other',
    `PostgreSQL refuses it (SQLSTATE ${code})`,
    { sqlState: code },
  );
}

function ofNetwork(
  { code, message }: { code: string; message: string },
  { place, name }: Attempt,
): PostgresError {
  if (message === NOT_OFFERED) {
    return new PostgresError(
      'tls-not-offered',
      `${place} offers no TLS, and the connection '${name}' does not go on without`,
    );
  }
  if (message === NO_TLS || TLS_ERROR.test(code)) {
    const detail = TLS_ERROR.test(code) ? ` (${code})` : '';
    return new PostgresError(
      'tls-refused',
      `${place} has no valid TLS connection${detail}; check its certificate and the ssl of the connection '${name}'`,
    );
  }
  if (TIMEOUTS.includes(message)) {
    return new PostgresError('timeout', `${place} does not answer in time`, {
      silent: true,
    });
  }
  const words = silenceInWords(code);
  if (words) return new PostgresError('refused', `${place} ${words}`);
  if (message.startsWith('Connection terminated')) {
    return new PostgresError('refused', `${place} closes the connection`);
  }
  const shown = /^[A-Z0-9_]{1,40}$/.test(code) ? ` (${code})` : '';
  return new PostgresError('other', `${place} could not be asked${shown}`);
}
