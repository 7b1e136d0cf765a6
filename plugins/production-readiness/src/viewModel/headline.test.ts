import { headlineOf } from './headline';

describe('headlineOf', () => {
  it.each([
    [{ isSubject: true, verdict: 'go' }, 'go', 'good'],
    [{ isSubject: true, verdict: 'no-go' }, 'no-go', 'bad'],
    [{ isSubject: true, verdict: 'undecided' }, 'undecided', 'open'],
    [{ isSubject: true, verdict: null }, 'none', 'none'],
    // What the subject's verdict is does not decide a member's word.
    [{ isSubject: false, verdict: 'go', holdsBack: 'yes' }, 'not-ready', 'bad'],
    [{ isSubject: false, verdict: 'no-go', holdsBack: 'no' }, 'ready', 'good'],
    [
      { isSubject: false, verdict: 'go', holdsBack: 'unknown' },
      'not-verified',
      'open',
    ],
    [{ isSubject: false, verdict: 'go' }, 'not-verified', 'open'],
  ] as const)('%j: %s', (view, word, shape) => {
    expect(headlineOf(view)).toMatchObject({ word, shape });
  });
});
