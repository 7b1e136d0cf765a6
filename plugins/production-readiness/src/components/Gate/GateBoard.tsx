import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEffect, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useTabLink } from '../../hooks/useTabLink';
import { GATE_PATH, SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { parseShownRows, rowsShown, tallyRows } from '../../viewModel/gateRows';
import { linesOfGroups, type UnknownLine } from '../../viewModel/unknownGroups';
import { BrokenChecklistNotice } from '../States/BrokenChecklistNotice';
import { ObserveNotice } from '../States/ObserveNotice';
import { useWho } from '../States/useWho';
import { UnknownList } from '../UnknownList/UnknownList';
import { CommandsPanel } from './CommandsPanel';
import { ContactsPanel } from './ContactsPanel';
import { GateHeadline } from './GateHeadline';
import { MemberPanel } from './MemberPanel';
import { PATH_ANCHOR, PathPanel } from './PathPanel';
import { PostLaunchPanel } from './PostLaunchPanel';
import { RowsPanel } from './RowsPanel';
import { usePrintableApp } from './usePrintableApp';

const useStyles = makeStyles(
  (theme: Theme) => ({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
      gap: theme.spacing(0, 2),
      alignItems: 'start',
      '@media print': { gridTemplateColumns: '1fr 1fr' },
    },
  }),
  { name: 'ProductionReadinessGateBoard' },
);

/** The whole board, each station answering in a word. */
export function GateBoard(props: { gate: GateView }) {
  const t = useText();
  const classes = useStyles();
  const { gate } = props;
  const whoOf = useWho(gate.roles);
  const tabLink = useTabLink();
  usePrintableApp();
  const rowProps = {
    gate,
    whoOf,
    itemLink: (item: string) =>
      tabLink(gate.subjectRef, SCORECARD_PATH, {
        checklist: gate.checklist.id,
        item,
      }),
  };
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const shown = parseShownRows(params.get('rows'));
  const rowsRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown) rowsRef.current?.scrollIntoView?.({ block: 'start' });
  }, [shown]);
  const showLine = (line: UnknownLine) =>
    navigate(
      tabLink(gate.subjectRef, SCORECARD_PATH, {
        checklist: gate.checklist.id,
        cause: line.cause,
        source: line.source,
      }),
    );
  const lines = linesOfGroups(gate.unknownBy);
  const go = tallyRows('go', gate.go);
  const noGo = tallyRows('no-go', gate.noGo);
  const critical = tallyRows('critical', gate.critical);
  return (
    <>
      <BrokenChecklistNotice sentence={gate.brokenChecklist} />
      {!gate.enforced && gate.verdict !== null && <ObserveNotice />}
      {!gate.isSubject && <MemberPanel {...rowProps} />}
      <GateHeadline gate={gate} />
      {shown && (
        <p>
          {t(`gate.shown.${shown}`)}{' '}
          <Link
            underline="always"
            to={tabLink(gate.entityRef, GATE_PATH, {
              checklist: gate.checklist.id,
            })}
          >
            {t('gate.showAllRows')}
          </Link>
        </p>
      )}
      <div className={classes.columns} ref={rowsRef}>
        <div>
          <RowsPanel
            {...rowProps}
            kind="go"
            title={t('gate.go')}
            count={t('gate.count', tallyText(go))}
            rows={rowsShown('go', gate.go, shown)}
          />
          <RowsPanel
            {...rowProps}
            kind="no-go"
            title={t('gate.noGo')}
            count={t('gate.countClear', tallyText(noGo))}
            rows={rowsShown('no-go', gate.noGo, shown)}
          />
        </div>
        <RowsPanel
          {...rowProps}
          kind="critical"
          title={t('gate.critical')}
          count={t('gate.count', tallyText(critical))}
          rows={rowsShown('critical', gate.critical, shown)}
        />
      </div>
      {gate.verdict !== null && (
        <div id={PATH_ANCHOR}>
          <PathPanel {...rowProps} />
        </div>
      )}
      <UnknownList
        lines={lines}
        empty={t('unknown.none')}
        sources={gate.sources}
        whoOf={whoOf}
        onShow={showLine}
      />
      <div className={classes.columns}>
        <ContactsPanel contacts={gate.contacts} />
        <CommandsPanel commands={gate.commands} />
      </div>
      <PostLaunchPanel windows={gate.postLaunch} whoOf={whoOf} />
    </>
  );
}

function tallyText(tally: { good: number; total: number }) {
  return { done: String(tally.good), total: String(tally.total) };
}
