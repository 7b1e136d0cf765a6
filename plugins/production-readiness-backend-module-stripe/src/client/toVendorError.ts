import Stripe from 'stripe';
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

/**
 * The error for what Stripe's client threw. Stripe's own words are dropped, for
 * they quote the key; of a refusal the name of the missing permission stays.
 */
export function toVendorError(error: unknown, where: Place): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const inner: unknown = error.detail;
    return inner instanceof VendorError
      ? inner
      : new VendorError(
          'no-answer',
          `Stripe does not answer ${where.place} in time; it is asked again at the next run`,
        );
  }
  if (
    error instanceof Stripe.errors.StripeError &&
    error.statusCode !== undefined
  ) {
    return statusError(error.statusCode, where, {
      permission: permissionIn(error.message),
      retryAfter: error.headers?.['retry-after'],
    });
  }
  return new VendorError(
    'malformed',
    `Stripe answers ${where.place} with something that is not JSON, or is broken off`,
  );
}

/** The error for a status that is not a success. */
export function statusError(
  status: number,
  { place, needs }: Place,
  said: { permission?: string; retryAfter?: string } = {},
): VendorError {
  const waitMs = retryAfterMs(said.retryAfter, Date.now());
  return vendorErrorOf({
    vendor: 'Stripe',
    place,
    status,
    needs: said.permission ? `the permission ${said.permission}` : needs,
    retryAfter:
      waitMs === undefined ? undefined : Math.ceil(waitMs / SECOND_MS),
  });
}

/** As in: Having the 'rak_webhook_read' permission would allow this request. */
function permissionIn(message: string): string | undefined {
  return /'(rak_[a-z_]{1,60}_read)'/.exec(message)?.[1];
}
