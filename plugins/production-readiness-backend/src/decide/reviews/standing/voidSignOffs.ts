import { compareSignOff } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { isInForce } from '../signOffStates';
import { tell, type KeepContext } from './keepContext';

/**
 * Voids what was signed where what it rests on is known worse, or is another
 * (semantics 6.3), each once: of two who find it, one does. What is not known
 * now only suspends, which whoever reads it can tell. Once a decision was taken
 * sign-offs matter only to a GO that may still be launched.
 */
export async function voidSignOffs(context: KeepContext): Promise<void> {
  const { tx, store, review, checklist, judged, now } = context;
  const { state, decision } = review;
  const matters =
    state === 'open' || (state === 'decided' && decision?.outcome === 'go');
  if (!matters) return;
  const signOffs = await store.reviews.signOffs(review.id, tx);
  for (const signOff of signOffs.filter(isInForce)) {
    const current = judged.standing.contents[signOff.role];
    if (!current) continue;
    const compared = compareSignOff(signOff.content, current);
    if (compared.state !== 'void') continue;
    const { reasons } = compared;
    const isVoided = await store.reviews.endSignOff(tx, signOff.id, {
      now,
      voided: reasons,
    });
    if (!isVoided) continue;
    const title = checklist.roles[signOff.role]?.title ?? signOff.role;
    await tell(context, {
      kind: 'sign-off-voided',
      text: `The sign-off of ${title} is void: ${reasons.join('; ')}`,
      payload: {
        role: signOff.role,
        signer: signOff.by,
        reasons: reasons.join('\n'),
      },
    });
  }
}
