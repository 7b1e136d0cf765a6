import { fromLocalInput, toLocalInput } from './localTime';

/** When a launch took place; `undefined`: now, by the server's clock. */
export type LaunchTime = { at: string | undefined } | 'none' | 'ahead';

/**
 * What a field for a time means. It has no seconds: the minute of the deploy that
 * was seen means that deploy, and this minute means now, which is not before a
 * decision within it.
 */
export function launchTime(
  typed: string,
  { deployAt, now }: { deployAt: string | undefined; now: number },
): LaunchTime {
  const at = fromLocalInput(typed);
  if (!at) return 'none';
  if (deployAt && toLocalInput(deployAt) === toLocalInput(at)) {
    return { at: deployAt };
  }
  if (toLocalInput(now) === toLocalInput(at)) return { at: undefined };
  return Date.parse(at) > now ? 'ahead' : { at };
}
