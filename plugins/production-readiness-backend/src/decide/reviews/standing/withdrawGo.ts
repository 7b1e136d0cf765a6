import type {
  Blocker,
  RecordContent,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { isInForce } from '../signOffStates';
import { decisionHash, type KeepContext } from './keepContext';

/**
 * Withdraws a GO once a trigger is known to hold, or something that it needs is
 * known to fail; what is not known withdraws nothing. Answers what to record of
 * it; undefined where it holds, or another process withdrew it.
 */
export async function withdrawGo(
  context: KeepContext,
): Promise<RecordContent | undefined> {
  const { tx, store, review, judged, now } = context;
  const { state, decision, withdrawn } = review;
  const { document } = judged.standing;
  const holds =
    (state === 'decided' || state === 'launched') &&
    decision?.outcome === 'go' &&
    withdrawn === null;
  if (!holds || !document.enforced || document.blockers.length === 0) {
    return undefined;
  }
  const reasons = document.blockers.map(sayBlocker);
  const signers = (await store.reviews.signOffs(review.id, tx))
    // Those that this very evaluation voided are to hear of it too.
    .filter(each => isInForce(each) || each.voided?.at === now.toISOString())
    .map(({ by }) => by);
  const isMoved = await store.reviews.move(tx, review, {
    from: [state],
    // What is live goes on being watched.
    to: state === 'launched' ? 'launched' : 'withdrawn',
    columns: { withdrawn: { at: now.toISOString(), reasons } },
    move: {
      by: null,
      kind: 'go-withdrawn',
      text: `The GO holds no more: ${reasons.join('; ')}`,
      payload: {
        reasons: reasons.join('\n'),
        signers: [...new Set(signers)].sort().join(),
        decidedBy: decision.by,
        launched: state === 'launched',
      },
      now,
    },
  });
  if (!isMoved) return undefined;
  return {
    kind: 'withdrawal',
    decision: await decisionHash(context),
    reasons,
  };
}

function sayBlocker({ title, message }: Blocker): string {
  return message.startsWith(title) ? message : `${title}: ${message}`;
}
