import useMediaQuery from '@material-ui/core/useMediaQuery';
import Skeleton from '@material-ui/lab/Skeleton';
import { useText } from '../../text';

/** Blocks where the answer will stand, as high as it will be. */
export function ScreenSkeleton(props: { heights: number[] }) {
  const t = useText();
  const still = useMediaQuery('(prefers-reduced-motion: reduce)');
  return (
    <div role="status" aria-label={t('common.loading')} data-testid="skeleton">
      {props.heights.map((height, index) => (
        <Skeleton
          key={index}
          variant="rect"
          height={height}
          animation={still ? false : 'pulse'}
          style={{ marginBottom: 16, borderRadius: 4 }}
        />
      ))}
    </div>
  );
}
