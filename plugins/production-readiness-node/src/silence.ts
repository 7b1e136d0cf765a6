import { z } from 'zod';
import { SilenceError, type Finding } from './outcomes';

/**
 * What a service that does not answer makes of the fact: a fact of its own
 * (`reachable: false`), or an error for facts about what the answers hold.
 */
export const silence = z.enum(['fact', 'error']).default('fact');

/**
 * What a fact with `silence: error` is about is inside the answers: of a
 * service that is silent it says nothing, and the last fact stands until it
 * expires. Throws then.
 */
export function refuseSilence(
  rule: z.infer<typeof silence>,
  finding: Finding,
): Finding {
  if (rule === 'error' && 'unreachable' in finding) {
    const [silent] = finding.evidence;
    throw new SilenceError(sentenceOf(silent), finding.evidence);
  }
  return finding;
}

/** What was asked stands before the answer, unless the answer names it. */
function sentenceOf({
  request,
  response,
}: Finding['evidence'][number]): string {
  const place = request.slice(request.lastIndexOf(' ') + 1);
  return response.startsWith(place) ? response : `${request}: ${response}`;
}
