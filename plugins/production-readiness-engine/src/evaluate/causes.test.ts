import type { UnknownCause } from '@production-readiness/backstage-plugin-production-readiness-common';
import { letsAPersonSpeak, whoEnds } from './causes';

it.each<[cause: UnknownCause, who: string, personSpeaks: boolean]>([
  ['not-connected', 'platform-team', true],
  ['waiting-for-person', 'security', true],
  ['waiting-for-report', 'owner', false],
  ['waiting-for-traffic', 'owner', true],
  ['waiting-for-time', 'owner', true],
  ['expired', 'platform-team', false],
  ['collector-failing', 'platform-team', false],
  ['never-run', 'platform-team', false],
  ['check-error', 'platform-team', false],
  ['not-declared', 'owner', false],
  ['silent', 'owner', false],
  ['no-entity', 'owner', false],
])(
  '4.1, 4.6 %s is ended by %s; a person speaks meanwhile: %s',
  (cause, who, personSpeaks) => {
    expect(whoEnds(cause, 'security')).toBe(who);
    expect(letsAPersonSpeak({ cause, who, message: '' })).toBe(personSpeaks);
  },
);
