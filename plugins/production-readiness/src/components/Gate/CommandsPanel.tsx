import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import FileCopyOutlined from '@material-ui/icons/FileCopyOutlined';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { CommandView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { useText } from '../../text';
import { answered } from '../../viewModel/answered';
import { formatValue, fullValue } from '../../viewModel/format';
import { Mark } from '../Mark/Mark';
import { Panel } from '../Panel/Panel';
import { Time } from '../Time/Time';

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    entry: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1, 0.5),
      '@media print': { padding: 0 },
      breakInside: 'avoid',
    },
    line: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
    command: {
      flex: 1,
      minWidth: 0,
      margin: 0,
      padding: theme.spacing(0.75, 1),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.default,
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      '@media print': { fontSize: '7pt', padding: 0 },
      overflowX: 'auto',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    result: {
      fontSize: '0.875rem',
      '@media print': { fontSize: '7pt' },
      marginTop: theme.spacing(0.5),
      overflowWrap: 'anywhere',
    },
    copy: { '@media print': { display: 'none' } },
  }),
  { name: 'ProductionReadinessCommandsPanel' },
);

/** Commands that anyone can run, each with what the last run read in its place. */
export function CommandsPanel(props: { commands: CommandView[] }) {
  const t = useText();
  const classes = useStyles();
  return (
    <Panel title={t('gate.commands')}>
      {!props.commands.length && t('gate.noCommands')}
      <ul className={classes.list}>
        {props.commands.map(command => (
          <li
            key={`${command.id}|${command.entityRef ?? ''}`}
            className={classes.entry}
          >
            <div>
              {command.title}
              {command.entityRef && (
                <>
                  {' · '}
                  <EntityDisplayName entityRef={command.entityRef} hideIcon />
                </>
              )}
            </div>
            <div className={classes.line}>
              <pre className={classes.command}>{command.command}</pre>
              <CopyCommand command={command} />
            </div>
            <div className={classes.result}>
              <LiveResult command={command} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function LiveResult(props: { command: CommandView }) {
  const t = useText();
  const { unknown, checkedAt } = props.command;
  const result = answered(props.command.result);
  if (result === null) {
    return (
      <>
        <Mark tone="open" size={14} label={t('status.unknown')} />{' '}
        {unknown ?? t('gate.noResult')}
      </>
    );
  }
  return (
    <>
      {t('gate.liveResult')}:{' '}
      <code title={fullValue(result)}>{formatValue(result)}</code>
      {checkedAt && (
        <>
          {' · '}
          <Time at={checkedAt} />
        </>
      )}
    </>
  );
}

function CopyCommand(props: { command: CommandView }) {
  const t = useText();
  const classes = useStyles();
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);
  return (
    <Tooltip title={copied ? t('common.copied') : t('common.copy')}>
      <IconButton
        className={classes.copy}
        size="small"
        aria-label={t('gate.copyCommand', { title: props.command.title })}
        onClick={() => {
          copy(props.command.command);
          setCopied(true);
        }}
      >
        <FileCopyOutlined fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}
