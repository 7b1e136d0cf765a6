import { useText } from '../../text';
import { exactTime, relativeTime } from '../../viewModel/relativeTime';
import { useNow } from './Clock';

/** A time as people say it; exact on hover. */
export function Time(props: { at: string }) {
  const t = useText();
  const now = useNow();
  return (
    <time dateTime={props.at} title={exactTime(props.at)}>
      {relativeTime(props.at, now) ?? t('time.justNow')}
    </time>
  );
}
