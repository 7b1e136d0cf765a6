import type {
  HoldsBack,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** GO and NO-GO are said of launch units; a member is ready, not ready or not verified. */
export type Headline =
  | { of: 'subject'; word: Verdict | 'none'; shape: Shape }
  | {
      of: 'member';
      word: 'ready' | 'not-ready' | 'not-verified';
      shape: Shape;
    };

/** What a mark looks like; colour only repeats it. */
export type Shape = 'good' | 'bad' | 'open' | 'none';

const SUBJECT_SHAPES = {
  go: 'good',
  'no-go': 'bad',
  undecided: 'open',
} as const;

const MEMBER_HEADLINES = {
  no: { of: 'member', word: 'ready', shape: 'good' },
  yes: { of: 'member', word: 'not-ready', shape: 'bad' },
  unknown: { of: 'member', word: 'not-verified', shape: 'open' },
} as const;

/** The first words of a screen. A member about which nothing is said is not verified. */
export function headlineOf(view: {
  isSubject: boolean;
  verdict: Verdict | null;
  holdsBack?: HoldsBack;
}): Headline {
  if (!view.isSubject) return MEMBER_HEADLINES[view.holdsBack ?? 'unknown'];
  if (view.verdict === null) {
    return { of: 'subject', word: 'none', shape: 'none' };
  }
  return {
    of: 'subject',
    word: view.verdict,
    shape: SUBJECT_SHAPES[view.verdict],
  };
}
