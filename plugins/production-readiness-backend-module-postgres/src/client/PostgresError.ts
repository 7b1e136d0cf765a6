/** Why PostgreSQL did not answer a question. */
export type PostgresErrorCode =
  | 'authentication-failed'
  | 'no-such-database'
  /** The server offers no TLS at all. */
  | 'tls-not-offered'
  /** The server offers TLS, and its certificate or the handshake is no good. */
  | 'tls-refused'
  | 'refused'
  | 'timeout'
  | 'too-many-connections'
  /** Starting, stopping or recovering. */
  | 'not-ready'
  | 'permission-denied'
  /** A table, column, function or extension is not there. */
  | 'missing'
  /** The login may do more than a reader should. */
  | 'login-too-strong'
  /** Something between us and the server drops what makes a session read-only. */
  | 'not-read-only'
  | 'bad-query'
  | 'other';

/** The thing itself does not answer, as opposed to: it refuses us. */
const SILENT: PostgresErrorCode[] = [
  'refused',
  'too-many-connections',
  'not-ready',
];

/**
 * A sentence that says what to do. Never the server's own words: those quote
 * values of rows and parts of queries.
 */
export class PostgresError extends Error {
  readonly code: PostgresErrorCode;
  readonly silent: boolean;
  /** PostgreSQL's SQLSTATE, where it was the server that said no. */
  readonly sqlState: string | undefined;

  constructor(
    code: PostgresErrorCode,
    message: string,
    options: { silent?: boolean; sqlState?: string } = {},
  ) {
    super(message);
    this.name = 'PostgresError';
    this.code = code;
    this.silent = options.silent ?? SILENT.includes(code);
    this.sqlState = options.sqlState;
  }
}
