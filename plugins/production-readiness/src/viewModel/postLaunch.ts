import type {
  PostLaunchCheckView,
  PostLaunchState,
  PostLaunchWindow,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Shape } from './headline';

const SHAPES: Record<PostLaunchState, Shape> = {
  waiting: 'open',
  passed: 'good',
  failed: 'bad',
  // Nothing is known of it: hollow as all that is not verified.
  overdue: 'open',
  'passed-late': 'good',
  'not-applicable': 'none',
};

export function checkShape(state: PostLaunchState): Shape {
  return SHAPES[state];
}

const TROUBLE_FIRST: readonly PostLaunchState[] = [
  'failed',
  'overdue',
  'waiting',
  'passed-late',
  'passed',
  'not-applicable',
];

/** What failed and what is overdue first; else by when it is due. */
export function checksInOrder(
  checks: PostLaunchCheckView[],
): PostLaunchCheckView[] {
  const rank = ({ state }: PostLaunchCheckView) => TROUBLE_FIRST.indexOf(state);
  return [...checks].sort(
    (a, b) => rank(a) - rank(b) || a.dueAt.localeCompare(b.dueAt),
  );
}

export interface WindowTally {
  /** Passed, in time or late. */
  done: number;
  /** All that apply. */
  total: number;
  failed: number;
  overdue: number;
}

export function tallyWindow({
  checks,
}: Pick<PostLaunchWindow, 'checks'>): WindowTally {
  const count = (...states: PostLaunchState[]) =>
    checks.filter(each => states.includes(each.state)).length;
  return {
    done: count('passed', 'passed-late'),
    total: checks.length - count('not-applicable'),
    failed: count('failed'),
    overdue: count('overdue'),
  };
}

/** `over`: its time is over, or nothing in it is left to wait for. */
export type WindowPhase = 'ahead' | 'running' | 'over';

export function windowPhase(
  window: PostLaunchWindow,
  now: number,
): WindowPhase {
  if (now < Date.parse(window.startsAt)) return 'ahead';
  const waits = window.checks.some(each => each.state === 'waiting');
  return waits && now < Date.parse(window.endsAt) ? 'running' : 'over';
}

/** The shape of a window as a whole: good once all that applies has passed. */
export function windowShape(window: Pick<PostLaunchWindow, 'checks'>): Shape {
  const { done, total, failed } = tallyWindow(window);
  if (failed) return 'bad';
  return done === total ? 'good' : 'open';
}

/** What is still waited for and due first; undefined where nothing is. */
export function nextCheck(
  windows: PostLaunchWindow[],
): PostLaunchCheckView | undefined {
  return windows
    .flatMap(each => each.checks)
    .filter(each => each.state === 'waiting')
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
}
