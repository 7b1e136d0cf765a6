import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { SignOffView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { useText, type Text } from '../../text';
import { signOffShape } from '../../viewModel/reviewShapes';
import { ActButton } from '../Act/ActButton';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';
import { Disclosure, SUMMARY_TEXT } from '../Panel/Disclosure';
import { Time } from '../Time/Time';
import { ConcernedRows } from './ConcernedRows';
import { useReviewActs } from './ReviewActsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    title: SUMMARY_TEXT,
    word: {
      whiteSpace: 'nowrap',
      fontSize: '0.875rem',
      '@media print': { fontSize: '8pt' },
    },
    below: {
      paddingLeft: theme.spacing(4.5),
      paddingBottom: theme.spacing(0.75),
      fontSize: '0.875rem',
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
      '@media print': { fontSize: '8pt', padding: 0 },
    },
    acts: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 0, 0.25, 1),
      '@media print': { display: 'none' },
    },
  }),
  { name: 'ProductionReadinessSignOffLine' },
);

/** A role's word on the launch, who gave it, what became of it, and the rows that it is about. */
export function SignOffLine(props: { signOff: SignOffView }) {
  const t = useText();
  const classes = useStyles();
  const { review, ask } = useReviewActs();
  const [open, setOpen] = useState(false);
  const { signOff } = props;
  const { role, title, by, at, note, reasons } = signOff;
  const shape = signOffShape(signOff);
  const isOpen = review.state === 'open';
  // One that is suspended stands; it counts again by itself.
  const isWanted = signOff.state === 'wanted' || signOff.state === 'void';
  const mayWithdraw = isOpen && signOff.may.withdraw.allowed;
  return (
    <>
      <Disclosure
        open={open}
        onToggle={() => setOpen(!open)}
        summary={
          <>
            <Mark tone={shape} size={18} />
            <span className={classes.title}>{title}</span>
            <span className={classes.word}>
              <ToneText tone={shape}>{wordOf(signOff, t)}</ToneText>
            </span>
          </>
        }
        aside={
          isOpen && (
            <div className={classes.acts}>
              {isWanted && (
                <ActButton
                  may={signOff.may.sign}
                  label={t('review.acts.signAs', { role: title })}
                  onClick={() => ask({ kind: 'sign', role })}
                >
                  {t('review.acts.sign')}
                </ActButton>
              )}
              {mayWithdraw && (
                <ActButton
                  variant="text"
                  may={signOff.may.withdraw}
                  label={t('review.acts.withdrawOf', { role: title })}
                  onClick={() => ask({ kind: 'withdraw', role })}
                >
                  {t('review.acts.withdraw')}
                </ActButton>
              )}
            </div>
          )
        }
      >
        {() => <ConcernedRows review={review} ids={signOff.concerns} />}
      </Disclosure>
      {(by || reasons.length > 0) && (
        <div className={classes.below}>
          {by && <EntityRefLink entityRef={by} />} {at && <Time at={at} />}
          {note && ` · ${note}`}
          {reasons.map(reason => (
            <div key={reason}>{reason}</div>
          ))}
        </div>
      )}
    </>
  );
}

function wordOf({ state, statement }: SignOffView, t: Text): string {
  return state === 'given' && statement
    ? t(`verdict.${statement}`)
    : t(`review.signOffStates.${state}`);
}
