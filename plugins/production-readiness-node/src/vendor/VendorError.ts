/**
 * Why a vendor's API did not answer what was asked.
 *
 * @public
 */
export type VendorErrorCode =
  /** 401: the credentials are not accepted. */
  | 'unauthorized'
  /** 403: the credentials lack a right. */
  | 'forbidden'
  | 'not-found'
  /** 429, and waiting would take longer than there is time. */
  | 'rate-limited'
  | 'server-error'
  /** Any other status than the one that was expected. */
  | 'unexpected-status'
  /** Not JSON, or broken off. */
  | 'malformed'
  /** JSON of another shape than the vendor documents. */
  | 'wrong-shape'
  | 'too-many-pages'
  /** The vendor does not answer, or may not be asked. */
  | 'no-answer';

/**
 * A failed request to a vendor. The message is a sentence that says what to do
 * and holds nothing of the answer but where it differs.
 *
 * @public
 */
export class VendorError extends Error {
  readonly code: VendorErrorCode;
  readonly status: number | undefined;

  constructor(
    code: VendorErrorCode,
    message: string,
    options: { status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'VendorError';
    this.code = code;
    this.status = options.status;
  }
}

/**
 * Whether a vendor knows no such thing, which is an answer and no failure.
 *
 * @public
 */
export function isNotFound(error: unknown): error is VendorError {
  return error instanceof VendorError && error.code === 'not-found';
}

/**
 * The error for a status that is not a success; `needs` says which right a
 * refusal is about, for example `the scope 'project:read'`.
 *
 * @public
 */
export function vendorErrorOf(options: {
  vendor: string;
  /** Method and path as errors name them, without a query. */
  place: string;
  status: number;
  needs?: string;
  /** Seconds that the vendor asks to wait. */
  retryAfter?: number;
}): VendorError {
  const { vendor, place, status, needs, retryAfter } = options;
  const because = needs ? `; give it ${needs}` : '';
  if (status === 401) {
    return new VendorError(
      'unauthorized',
      `${vendor} does not accept the credentials (401 on ${place}); replace them in the configuration`,
      { status },
    );
  }
  if (status === 403) {
    return new VendorError(
      'forbidden',
      `${vendor} refuses ${place} to this token (403)${because}`,
      { status },
    );
  }
  if (status === 404) {
    return new VendorError(
      'not-found',
      `${vendor} knows no ${place} (404); check the id, and that the token may see it`,
      { status },
    );
  }
  if (status === 429) {
    const wait =
      retryAfter === undefined ? '' : ` and asks to wait ${retryAfter} s`;
    return new VendorError(
      'rate-limited',
      `${vendor} limits the rate of requests (429 on ${place})${wait}; it is asked again at the next run`,
      { status },
    );
  }
  return status >= 500
    ? new VendorError(
        'server-error',
        `${vendor} fails on ${place} (${status}); it is asked again at the next run`,
        { status },
      )
    : new VendorError(
        'unexpected-status',
        `${vendor} answers ${place} with ${status}, which is not expected`,
        { status },
      );
}
