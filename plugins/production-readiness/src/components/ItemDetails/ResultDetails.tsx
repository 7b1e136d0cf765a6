import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  EntityResultView,
  FactView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText, type Text } from '../../text';
import { restatesExpected } from '../../viewModel/actual';
import {
  countedLeaves,
  droppedLeaves,
  evidenceGroups,
  factsOf,
} from '../../viewModel/evidence';
import { FactEvidence } from './FactEvidence';
import { Fields } from './Fields';
import { LeafLine } from './LeafLine';
import { useEnd } from './useEnd';

const useStyles = makeStyles(
  (theme: Theme) => ({
    dropped: { color: theme.palette.text.secondary, margin: 0, padding: 0 },
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      '& > li + li': { marginTop: theme.spacing(0.5) },
    },
  }),
  { name: 'ProductionReadinessResultDetails' },
);

/** All that stands behind a criterion's status on one entity. */
export function ResultDetails(props: {
  result: EntityResultView;
  facts: Record<string, FactView>;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { result, facts, whoOf } = props;
  const endOf = useEnd(whoOf);
  const read = evidenceGroups(factsOf(result, facts));
  const dropped = droppedLeaves(result);
  const restated = result.leaves.some(leaf =>
    restatesExpected(result.message, leaf),
  );
  return (
    <>
      <Fields
        rows={[
          [t('detail.said'), !restated && saidOf(result, t)],
          [t('detail.warning'), result.warning],
          [t('detail.ends'), result.status === 'unknown' && endOf(result)],
        ]}
      />
      {countedLeaves(result).map((leaf, index) => (
        <LeafLine
          key={index}
          leaf={leaf}
          entityRef={result.entityRef}
          said={result.message}
          facts={facts}
        />
      ))}
      <Fields
        rows={[
          [
            t('detail.evidence'),
            read.length > 0 && (
              <ul className={classes.list}>
                {read.map(group => (
                  <li key={`${group[0].entityRef}|${group[0].fact}`}>
                    <FactEvidence facts={group} beside={result.entityRef} />
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t('detail.dropped'),
            dropped.length > 0 && (
              <ul className={`${classes.list} ${classes.dropped}`}>
                {dropped.map((leaf, index) => (
                  <li key={index}>
                    {leafName(leaf)}
                    {leaf.message &&
                      !restatesExpected(leaf.message, leaf) &&
                      ` · ${leaf.message}`}
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t('status.waived'),
            result.waiver && (
              <>
                {t('detail.waiver')}{' '}
                {t('detail.waivedFrom', {
                  status: t(`status.${result.rawStatus}`),
                })}
              </>
            ),
          ],
        ]}
      />
    </>
  );
}

/** Causes of which 'who ends it' says all that the server's sentence does. */
const SAID_BY_END: ReadonlySet<string | undefined> = new Set([
  'not-connected',
  'waiting-for-person',
  'waiting-for-report',
]);
const CONDITION = 'Does not apply: ';

function saidOf(result: EntityResultView, t: Text): string | undefined {
  if (result.status === 'unknown' && SAID_BY_END.has(result.cause)) {
    return undefined;
  }
  return result.message?.startsWith(CONDITION)
    ? t('detail.conditionFalse')
    : result.message;
}

function leafName(leaf: EntityResultView['leaves'][number]): string {
  return (
    leaf.expected ??
    leaf.report ??
    leaf.ref ??
    leaf.expression ??
    leaf.role ??
    leaf.kind
  );
}
