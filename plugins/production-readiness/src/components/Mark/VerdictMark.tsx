import type { Verdict } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { headlineOf } from '../../viewModel/headline';
import { Mark } from './Mark';
import { ToneText } from './ToneText';

/** Word first, shape second, in one line. */
export function VerdictMark(props: { verdict: Verdict | null }) {
  const t = useText();
  const { shape } = headlineOf({ isSubject: true, verdict: props.verdict });
  return (
    <span style={{ whiteSpace: 'nowrap', fontWeight: 600 }}>
      <Mark tone={shape} size={18} />{' '}
      <ToneText tone={shape}>
        {t(`verdict.${props.verdict ?? 'none'}`)}
      </ToneText>
    </span>
  );
}
