import { RequestError } from '@octokit/request-error';
import {
  retryAfterMs,
  SECOND_MS,
  VendorError,
  vendorErrorOf,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** What a request is about, as errors name it. */
export interface Place {
  /** Method and path, without a query. */
  place: string;
  /** Right that a 403 is about. */
  needs: string;
}

/** A refusal in GitHub's own words; they are compared and shown to nobody. */
export interface Refusal {
  status: number;
  says: string;
}

/** The refusal that GitHub's client threw; undefined for any other failure. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof RequestError) || !error.response) return undefined;
  const { data } = error.response as { data?: { message?: unknown } };
  const says = typeof data?.message === 'string' ? data.message : '';
  return { status: error.status, says };
}

/** The error for what GitHub's client threw; of GitHub's own words none is kept. */
export function toVendorError(error: unknown, where: Place): Error {
  if (error instanceof RequestError && error.response) {
    const { headers } = error.response;
    return statusError(error.status, where, headers['retry-after']);
  }
  return new VendorError(
    'no-answer',
    `GitHub does not answer ${where.place}; it is asked again at the next run`,
  );
}

/** The error for a status that is not a success. */
export function statusError(
  status: number,
  { place, needs }: Place,
  retryAfter?: string | number,
): VendorError {
  if ([301, 302, 307, 308].includes(status)) {
    return new VendorError(
      'unexpected-status',
      `GitHub says of ${place} that it has moved (${status}); correct the repository that the entity names`,
      { status },
    );
  }
  const waitMs = retryAfterMs(retryAfter?.toString(), Date.now());
  return vendorErrorOf({
    vendor: 'GitHub',
    place,
    status,
    needs,
    retryAfter:
      waitMs === undefined ? undefined : Math.ceil(waitMs / SECOND_MS),
  });
}
