import { OutgoingError } from './errors';

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'closes the connection',
  EPIPE: 'closes the connection',
  UND_ERR_SOCKET: 'closes the connection',
  EHOSTUNREACH: 'cannot be reached',
  ETIMEDOUT: 'does not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'does not answer in time',
  UND_ERR_BODY_TIMEOUT: 'does not answer in time',
};

/** What a peer does, in words; undefined for a code that is not about the peer. */
export function silenceInWords(code: string): string | undefined {
  return Object.hasOwn(UNREACHABLE, code) ? UNREACHABLE[code] : undefined;
}

const TRANSIENT = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'EAI_AGAIN'];

const TLS_ERROR =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_|INVALID_CA|EPROTO)/;

/**
 * Sorts what Node and undici throw: the thing itself does not answer
 * (`unreachable`), or we could not look.
 */
export function toOutgoingError(error: unknown, place: string): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const inner = innermost(error);
  if (inner instanceof OutgoingError) return inner;
  const code = String((inner as { code?: unknown }).code ?? '');
  const transient = TRANSIENT.includes(code);
  if (Object.hasOwn(UNREACHABLE, code)) {
    return new OutgoingError('unreachable', `${place} ${UNREACHABLE[code]}`, {
      transient,
      cause: error,
    });
  }
  if (code === 'ENOTFOUND') {
    return new OutgoingError(
      'no-such-name',
      `${place} has no address in the DNS`,
      { cause: error },
    );
  }
  if (TLS_ERROR.test(code)) {
    return new OutgoingError(
      'unreachable',
      `${place} has no valid TLS connection (${code})`,
      { cause: error },
    );
  }
  const name = (inner as { name?: unknown }).name;
  if (name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new OutgoingError(
      'bad-response',
      `${place} answers with something that is not HTTP`,
      { cause: error },
    );
  }
  return new OutgoingError(
    'network',
    `${place} could not be asked (${
      code || 'unknown network error'
    }); check the network of the Backstage backend`,
    { transient, cause: error },
  );
}

/** Happy Eyeballs wraps one error per address; the first tells enough. */
function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return innermost(error.errors[0]);
  }
  const cause = (error as { cause?: unknown }).cause;
  const code = (error as { code?: unknown }).code;
  return code === undefined && cause instanceof Error
    ? innermost(cause)
    : error;
}
