import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import type { Tone } from './colours';
import { Mark } from './Mark';

const TONES: Record<Status, Tone> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'open',
  waived: 'waived',
  'not-applicable': 'none',
};

export function toneOfStatus(status: Status): Tone {
  return TONES[status];
}

/** The shape of a status; its word is the accessible name unless one stands beside it. */
export function StatusMark(props: {
  status: Status;
  size?: number;
  label?: string;
  wordBeside?: boolean;
}) {
  const t = useText();
  const { status, size, label, wordBeside } = props;
  return (
    <Mark
      tone={TONES[status]}
      size={size}
      label={wordBeside ? undefined : label ?? t(`status.${status}`)}
    />
  );
}
