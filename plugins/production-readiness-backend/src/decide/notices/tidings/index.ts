import type { NoticeKind } from '../../../store/types';
import type { Tiding, TidingContext, ToTiding } from '../tiding';
import type { Notice } from '../../../store/types';
import { criticalFailed } from './critical';
import * as reviews from './reviews';
import * as statements from './statements';

/** Of these people hear nothing: an event says them, and the pages show them. */
const SILENT = () => undefined;

const TIDINGS: Record<NoticeKind, ToTiding> = {
  'scorecard-changed': SILENT,
  'verdict-changed': SILENT,
  'critical-failed': criticalFailed,
  'attestation-given': SILENT,
  'attestation-withdrawn': SILENT,
  'attestation-ending': statements.attestationEnding,
  'waiver-requested': statements.waiverRequested,
  'waiver-settled': statements.waiverSettled,
  'waiver-revoked': statements.waiverRevoked,
  'waiver-ending': statements.waiverEnding,
  'review-opened': reviews.reviewOpened,
  'review-changed': reviews.reviewChanged,
  'sign-off-wanted': reviews.signOffWanted,
  'sign-off-given': SILENT,
  'sign-off-voided': reviews.signOffVoided,
  'review-decided': reviews.reviewDecided,
  'review-closed': reviews.reviewClosed,
  'go-withdrawn': reviews.goWithdrawn,
  'go-expired': reviews.goExpired,
  'launch-due': reviews.launchDue,
  launched: reviews.launched,
  'check-due': reviews.checkDue,
  'check-failed': reviews.checkFailed,
  'check-overdue': reviews.checkOverdue,
  'review-verified': reviews.reviewVerified,
};

/** What people are told of a notice, and who of them; undefined: nobody. */
export function tidingOf(
  notice: Notice,
  context: TidingContext,
): Tiding | undefined {
  return TIDINGS[notice.kind](notice, context);
}
