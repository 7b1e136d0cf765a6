/** Why a request to the outside did not yield an answer. */
export type OutgoingErrorCode =
  /** Not listed in `productionReadiness.http.allow`: nothing was asked. */
  | 'host-not-allowed'
  /** The name resolves to an address that no CIDR of the list allows. */
  | 'address-refused'
  /** The answer points to an address that is refused. */
  | 'redirect-refused'
  | 'too-many-redirects'
  | 'too-large'
  | 'bad-url'
  /** What came back is not HTTP, or its encoding is broken. */
  | 'bad-response'
  /** The thing itself does not answer: refused, reset, timed out, TLS. */
  | 'unreachable'
  /** The DNS has no address for the name; unreachable too. */
  | 'no-such-name'
  /** Our own side failed: no route, no resolver. */
  | 'network'
  | 'aborted';

/** A refused or failed request; the message is a sentence that says what to do. */
export class OutgoingError extends Error {
  readonly code: OutgoingErrorCode;
  /** Worth another attempt at once. */
  readonly transient: boolean;

  constructor(
    code: OutgoingErrorCode,
    message: string,
    options: { transient?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'OutgoingError';
    this.code = code;
    this.transient = options.transient ?? false;
  }
}

/** The thing itself does not answer, as opposed to: we could not look. */
export function isUnreachable(error: unknown): error is OutgoingError {
  return (
    error instanceof OutgoingError &&
    (error.code === 'unreachable' || error.code === 'no-such-name')
  );
}
