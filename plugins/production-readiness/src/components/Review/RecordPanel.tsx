import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { RecordFormat } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { messageOf } from '../../api/failure';
import { productionReadinessApiRef } from '../../api/productionReadinessApiRef';
import { saveFile } from '../../api/saveFile';
import { useTell } from '../../hooks/useTell';
import { useText } from '../../text';
import { recordFile, RECORD_FORMATS } from '../../viewModel/recordFile';
import { ActButton } from '../Act/ActButton';
import { Panel } from '../Panel/Panel';
import { Time } from '../Time/Time';
import { DecisionLine } from './DecisionLine';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    exports: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      '@media print': { display: 'none' },
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    hash: {
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'ProductionReadinessRecordPanel' },
);

/** What was frozen when it was decided and after, and the ways to take it along. */
export function RecordPanel() {
  const t = useText();
  const classes = useStyles();
  const { review } = useReviewActs();
  const [busy, save] = useSaveRecord();
  return (
    <Panel
      title={t('review.record.title')}
      actions={
        <div className={classes.exports}>
          {RECORD_FORMATS.map(format => (
            <ActButton
              key={format}
              may={
                review.records.length
                  ? { allowed: !busy }
                  : { allowed: false, why: t('review.record.none') }
              }
              label={t('review.record.save', {
                format: t(`review.record.formats.${format}`),
              })}
              onClick={() => save(format)}
            >
              {t(`review.record.formats.${format}`)}
            </ActButton>
          ))}
        </div>
      }
    >
      {!review.records.length && t('review.record.none')}
      <DecisionLine review={review} />
      <ul className={classes.list}>
        {review.records.map(record => (
          <li key={record.id}>
            {t(`review.record.kinds.${kindOf(record.kind)}`)} ·{' '}
            <Time at={record.at} />{' '}
            <span className={classes.hash}>sha256 {record.hash}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const KINDS = [
  'decision',
  'launch',
  'withdrawal',
  'outcome',
  'post-launch',
] as const;

function kindOf(kind: string) {
  return KINDS.find(each => each === kind) ?? 'other';
}

/** Fetches a record and saves it as a file, one at a time. */
function useSaveRecord(): [boolean, (format: RecordFormat) => void] {
  const api = useApi(productionReadinessApiRef);
  const tell = useTell();
  const { review } = useReviewActs();
  const [busy, setBusy] = useState(false);
  const save = async (format: RecordFormat) => {
    setBusy(true);
    try {
      const text = await api.getRecord(review.id, format);
      saveFile({ ...recordFile(review, format), text });
    } catch (error) {
      tell.failed(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return [busy, save];
}
