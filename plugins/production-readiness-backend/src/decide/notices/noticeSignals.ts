import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-common';
import { SIGNAL_CHANNEL } from '../../runs/types';
import type { Notice } from '../../store/types';

/** Pages of reviews listen here: which one moved, and nothing else of it. */
const REVIEW_CHANNEL = 'production-readiness:reviews';

/** Has open pages look again; says nothing that a reader might not see. */
export function signalOf({ kind, checklistId, payload }: Notice): {
  channel: string;
  message: JsonObject;
} {
  return typeof payload.reviewId === 'string'
    ? { channel: REVIEW_CHANNEL, message: { reviewId: payload.reviewId } }
    : { channel: SIGNAL_CHANNEL, message: { type: kind, checklistId } };
}
