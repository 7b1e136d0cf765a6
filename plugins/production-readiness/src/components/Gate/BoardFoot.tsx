import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useNavigate } from 'react-router-dom';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { linesOfGroups, type UnknownLine } from '../../viewModel/unknownGroups';
import { useWho } from '../States/useWho';
import { UnknownList } from '../UnknownList/UnknownList';
import { CommandsPanel } from './CommandsPanel';
import { ContactsPanel } from './ContactsPanel';

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
  { name: 'ProductionReadinessBoardFoot' },
);

/** What nobody has verified, whom to call, and what anybody can run. */
export function BoardFoot(props: { gate: GateView }) {
  const t = useText();
  const classes = useStyles();
  const tabLink = useTabLink();
  const navigate = useNavigate();
  const { gate } = props;
  const whoOf = useWho(gate.roles);
  const showLine = (line: UnknownLine) =>
    navigate(
      tabLink(gate.subjectRef, SCORECARD_PATH, {
        checklist: gate.checklist.id,
        cause: line.cause,
        source: line.source,
      }),
    );
  return (
    <>
      <UnknownList
        lines={linesOfGroups(gate.unknownBy)}
        empty={t('unknown.none')}
        sources={gate.sources}
        whoOf={whoOf}
        onShow={showLine}
      />
      <div className={classes.columns}>
        <ContactsPanel contacts={gate.contacts} />
        <CommandsPanel commands={gate.commands} />
      </div>
    </>
  );
}
