import { useText } from '../../text';
import type { Silence } from '../../viewModel/silence';
import { Time } from '../Time/Time';

/** `GET https://… does not answer since 5 minutes ago`. */
export function SilenceText(props: { silence: Silence }) {
  const t = useText();
  const { what, since } = props.silence;
  return (
    <>
      {what && `${what} `}
      {since ? t('found.silentSince') : t('found.silent')}{' '}
      {since && <Time at={since} />}
    </>
  );
}
