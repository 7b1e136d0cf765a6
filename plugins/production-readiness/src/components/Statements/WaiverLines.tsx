import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  May,
  WaiverView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { waiversOn } from '../../viewModel/statements';
import { Mark } from '../Mark/Mark';
import { Time } from '../Time/Time';
import { useStatements, type Statements } from './StatementsContext';

const ACTS = ['approve', 'refuse', 'revoke'] as const;

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { ...theme.typography.body2, margin: theme.spacing(1, 0) },
    acts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(0.5),
      '@media print': { display: 'none' },
    },
  }),
  { name: 'ProductionReadinessWaiverLines' },
);

/** Waivers of an item and its criteria, with who asked, who approved, until when, and what is to be done. */
export function WaiverLines(props: { ids: string[] }) {
  const statements = useStatements();
  if (!statements) return null;
  return (
    <>
      {waiversOn(statements.waivers, props.ids).map(waiver => (
        <WaiverLine key={waiver.id} waiver={waiver} statements={statements} />
      ))}
    </>
  );
}

function WaiverLine(props: { waiver: WaiverView; statements: Statements }) {
  const t = useText();
  const classes = useStyles();
  const { waiver, statements } = props;
  const { settled, revoked } = waiver;
  const acts = ACTS.filter(act => waiver.may[act].allowed);
  return (
    <div className={classes.root}>
      <Mark tone="waived" size={16} />{' '}
      <strong>{t(`statements.waiver.${waiver.state}`)}</strong>
      {' · '}
      {waiver.title}
      {' · '}
      {waiver.reason}
      <div>
        {t('statements.waiver.by')}{' '}
        <EntityRefLink entityRef={waiver.requestedBy} />{' '}
        <Time at={waiver.requestedAt} />
        {settled && (
          <>
            {' · '}
            {t('statements.waiver.settledBy')}{' '}
            <EntityRefLink entityRef={settled.by} /> <Time at={settled.at} />
            {settled.note && ` · ${settled.note}`}
          </>
        )}
        {revoked && (
          <>
            {' · '}
            {t('statements.waiver.revokedBy')}{' '}
            <EntityRefLink entityRef={revoked.by} /> <Time at={revoked.at} />
            {` · ${revoked.reason}`}
          </>
        )}
        {' · '}
        {t('statements.waiver.ends')} <Time at={waiver.expiresAt} />
      </div>
      {waiver.state === 'requested' && acts.length === 0 && (
        <div>{whyNot(waiver.may.approve)}</div>
      )}
      {acts.length > 0 && (
        <div className={classes.acts}>
          {acts.map(act => (
            <Button
              key={act}
              size="small"
              color="primary"
              variant={act === 'approve' ? 'outlined' : 'text'}
              disabled={statements.busy}
              onClick={() => statements.settle(waiver, act)}
            >
              {t(`statements.${act}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function whyNot(may: May): string | undefined {
  return may.allowed ? undefined : may.why;
}
