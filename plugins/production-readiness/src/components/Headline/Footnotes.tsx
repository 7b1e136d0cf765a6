import { useText } from '../../text';
import type {
  PathToGo,
  Score,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { scorePercent } from '../../viewModel/format';

/** Score and level: what stands below the verdict, never in its place. */
export function ScoreLine(props: {
  score: Score;
  level: { title: string } | null;
}) {
  const t = useText();
  const { score, level } = props;
  const percent = scorePercent(score);
  const left = score.total - score.applicable;
  return (
    <>
      {percent === null
        ? t('headline.scoreNone')
        : t('headline.score', {
            completed: String(score.completed),
            applicable: String(score.applicable),
            percent,
          })}
      {level && ` · ${level.title}`}
      {left > 0 &&
        ` · ${t('headline.notApplicable', {
          count: left,
          total: String(score.total),
        })}`}
    </>
  );
}

/** `3 musts + any 9 of 14 open items to GO`; nothing where it is GO already or there is no gate. */
export function PathLine(props: { path: PathToGo; verdict: Verdict | null }) {
  const t = useText();
  const { path, verdict } = props;
  if (verdict === null || verdict === 'go') return null;
  const musts = path.musts.length;
  const { needed, items } = path.anyOf;
  const some = { needed: String(needed), open: String(items.length) };
  if (musts && needed) {
    return <>{t('headline.pathAny', { count: musts, ...some })}</>;
  }
  if (musts) return <>{t('headline.path', { count: musts })}</>;
  return needed ? <>{t('headline.pathOnlyAny', some)}</> : null;
}
