import type { SignOffState } from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareSignOff } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Standing, StoredSignOff } from '../../store/reviewTypes';
import type { ReadReview } from './ReviewReader';

/** Where the sign-off of one role stands. */
export interface RoleSignOff {
  role: string;
  title: string;
  state: SignOffState;
  /** Why it is suspended or void, each a sentence. */
  reasons: string[];
  /** The one in force, or the last that was voided. */
  signOff: StoredSignOff | undefined;
  /** Gate rows that concern the role. */
  concerns: string[];
}

/** The sign-offs that a review wants, in the checklist's order. */
export function signOffStates({
  checklist: { checklist },
  standing,
  signOffs,
}: Pick<ReadReview, 'checklist' | 'standing' | 'signOffs'>): RoleSignOff[] {
  return checklist.review.signOffs.map(role => {
    const own = signOffs.filter(each => each.role === role);
    const inForce = own.find(isInForce);
    const last = own.filter(each => each.voided !== null).pop();
    return {
      role,
      title: checklist.roles[role]?.title ?? role,
      concerns: standing?.contents[role]?.rows ?? [],
      ...(inForce
        ? { signOff: inForce, ...standsNow(inForce, standing) }
        : {
            signOff: last,
            state: last ? ('void' as const) : ('wanted' as const),
            reasons: last?.voided?.reasons ?? [],
          }),
    };
  });
}

export function isInForce({ voided, withdrawnAt }: StoredSignOff): boolean {
  return voided === null && withdrawnAt === null;
}

function standsNow(
  signOff: StoredSignOff,
  standing: Standing | undefined,
): { state: SignOffState; reasons: string[] } {
  const current = standing?.contents[signOff.role];
  if (!current) {
    return {
      state: 'suspended',
      reasons: ['Nothing is known of the launch unit now'],
    };
  }
  const compared = compareSignOff(signOff.content, current);
  return compared.state === 'stands'
    ? { state: 'given', reasons: [] }
    : { state: compared.state, reasons: compared.reasons };
}
