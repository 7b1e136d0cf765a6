import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  CriterionView,
  FactView,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText } from '../../text';
import { isStale } from '../../viewModel/evidence';
import { StatusMark, toneOfStatus } from '../Mark/StatusMark';
import { ToneText } from '../Mark/ToneText';
import { Disclosure, SUMMARY_TEXT } from '../Panel/Disclosure';
import { CriterionActions } from '../Statements/CriterionActions';
import { CriterionStrength } from '../Strength/CriterionStrength';
import { DecidesTag } from '../Strength/CriticalTag';
import { Time } from '../Time/Time';
import { ConditionText } from './ConditionText';
import { Fields } from './Fields';
import { ResultDetails } from './ResultDetails';

const useStyles = makeStyles(
  (theme: Theme) => ({
    text: SUMMARY_TEXT,
    word: { fontSize: '0.8125rem', whiteSpace: 'nowrap' },
    when: {
      fontSize: '0.75rem',
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    entity: {
      display: 'flex',
      gap: theme.spacing(1),
      alignItems: 'center',
      marginTop: theme.spacing(1),
    },
  }),
  { name: 'ProductionReadinessCriterionLine' },
);

/** A criterion: its status in word and shape, its proof, and all that was read. Open where something is to be done. */
export function CriterionLine(props: {
  criterion: CriterionView;
  item: { why: string; fix: string };
  facts: Record<string, FactView>;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { criterion, item, facts, whoOf } = props;
  const [open, setOpen] = useState(
    criterion.status === 'fail' || criterion.status === 'unknown',
  );
  const stale = criterion.entities.some(result => isStale(result, facts));
  const checkedAt = newest(criterion.entities.map(each => each.checkedAt));
  const entities = worstFirst(criterion.entities);
  return (
    <Disclosure
      open={open}
      onToggle={() => setOpen(!open)}
      summary={
        <>
          <StatusMark status={criterion.status} size={18} wordBeside />
          {criterion.status === 'fail' && criterion.decides && <DecidesTag />}
          <span className={classes.text}>{criterion.text}</span>
          <span className={classes.word}>
            <ToneText tone={toneOfStatus(criterion.status)}>
              {t(`status.${criterion.status}`)}
            </ToneText>
          </span>
          {checkedAt && (
            <span className={classes.when}>
              <Time at={checkedAt} />
              {stale && ` · ${t('common.stale')}`}
            </span>
          )}
          <CriterionStrength criterion={criterion} />
        </>
      }
    >
      {() => (
        <>
          <Fields
            rows={[
              [
                t('detail.said'),
                criterion.status === 'not-applicable' &&
                  !entities.length &&
                  t('detail.noTarget'),
              ],
              [
                t('detail.when'),
                criterion.when && <ConditionText when={criterion.when} />,
              ],
              [t('detail.why'), criterion.why !== item.why && criterion.why],
              [
                t('detail.fix'),
                criterion.rawStatus === 'fail' &&
                  criterion.fix !== item.fix &&
                  criterion.fix,
              ],
              [
                t('detail.acts'),
                criterion.status === 'fail' && whoOf(criterion.role),
              ],
            ]}
          />
          {entities.map(result => (
            <div key={result.entityRef}>
              {entities.length > 1 && (
                <div className={classes.entity}>
                  <StatusMark status={result.status} size={16} wordBeside />
                  <EntityRefLink entityRef={result.entityRef} />
                  <span className={classes.word}>
                    <ToneText tone={toneOfStatus(result.status)}>
                      {t(`status.${result.status}`)}
                    </ToneText>
                  </span>
                  {result.checkedAt && (
                    <span className={classes.when}>
                      <Time at={result.checkedAt} />
                    </span>
                  )}
                </div>
              )}
              <ResultDetails result={result} facts={facts} whoOf={whoOf} />
              <CriterionActions criterion={criterion} result={result} />
            </div>
          ))}
        </>
      )}
    </Disclosure>
  );
}

const ORDER: Status[] = ['fail', 'unknown', 'waived', 'pass', 'not-applicable'];

function worstFirst(entities: CriterionView['entities']) {
  const rank = (status: Status) => ORDER.indexOf(status);
  return [...entities].sort((a, b) => rank(a.status) - rank(b.status));
}

function newest(times: (string | null)[]): string | null {
  return times.reduce(
    (best, each) => (each && (!best || each > best) ? each : best),
    null,
  );
}
