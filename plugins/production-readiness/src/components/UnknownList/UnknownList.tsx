import { CodeSnippet } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText, type Text } from '../../text';
import { namesOf } from '../../viewModel/names';
import type { UnknownLine } from '../../viewModel/unknownGroups';
import { Mark } from '../Mark/Mark';
import { Panel } from '../Panel/Panel';
import { useOpenSet } from '../Panel/useOpenSet';
import { useStatements } from '../Statements/StatementsContext';
import { ReportStep } from './ReportStep';

type Names = ReturnType<typeof namesOf>;

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    line: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(0.5, 0.5),
      lineHeight: 1.8,
      '@media print': { padding: 0, lineHeight: 1.2 },
    },
    link: {
      minWidth: 0,
      padding: theme.spacing(0, 0.5),
      fontSize: 'inherit',
      textTransform: 'none',
    },
    config: { minWidth: 0 },
    screenOnly: { '@media print': { display: 'none' } },
  }),
  { name: 'ProductionReadinessUnknownList' },
);

/** What nobody has verified, one line a cause: how many items, who ends it and how. Never a wall. */
export function UnknownList(props: {
  lines: UnknownLine[];
  /** Absent where what is counted differs from the headline's count. */
  count?: number;
  empty: string;
  sources: ScorecardView['sources'];
  whoOf(who: string | undefined): string;
  /** Absent where the items are on another screen. */
  onShow?(line: UnknownLine): void;
  /** By type of report, the entities whose CI is waited for; absent where they are not at hand. */
  pushers?: Map<string, string[]>;
}) {
  const t = useText();
  const classes = useStyles();
  const { open, toggle } = useOpenSet();
  const statements = useStatements();
  const { lines, sources, whoOf, onShow, pushers } = props;
  const names = namesOf(sources, t);
  return (
    <Panel title={t('unknown.title')} count={props.count}>
      {!lines.length && props.empty}
      <ul className={classes.list}>
        {lines.map(line => {
          const cause = causeText(line, names, t);
          const { config, hint } = sources[line.source ?? ''] ?? {};
          const count = line.items.length
            ? t('common.items', { count: line.items.length })
            : t('unknown.rows', { count: line.rows });
          return (
            <li key={line.key} className={classes.line}>
              <Mark tone="open" size={18} /> <span>{cause}</span>
              {' · '}
              {onShow && line.items.length > 0 ? (
                <Button
                  size="small"
                  color="primary"
                  className={classes.link}
                  aria-label={`${count}: ${t('unknown.showItems', { cause })}`}
                  onClick={() => onShow(line)}
                >
                  {count}
                </Button>
              ) : (
                <span>{count}</span>
              )}
              {' · '}
              <span>{partiesText(line, { whoOf, names, t })}</span>
              {line.cause === 'waiting-for-person' && statements && (
                <>
                  {' '}
                  <Button
                    size="small"
                    color="primary"
                    variant="outlined"
                    className={classes.screenOnly}
                    onClick={() => statements.attest()}
                  >
                    {t('statements.attestAll')}
                  </Button>
                </>
              )}
              {hint && line.cause === 'not-connected' && <div>{hint}.</div>}
              {line.reports.length > 0 && (
                <ReportStep
                  reports={line.reports}
                  pushers={pushers}
                  titleOf={names.reportTitle}
                />
              )}
              {config && ' '}
              {config && (
                <Button
                  size="small"
                  color="primary"
                  className={`${classes.link} ${classes.screenOnly}`}
                  aria-expanded={open.has(line.key)}
                  onClick={() => toggle(line.key)}
                >
                  {open.has(line.key)
                    ? t('unknown.hideConfig')
                    : t('unknown.showConfig')}
                </Button>
              )}
              {config && open.has(line.key) && (
                <div className={classes.config}>
                  <CodeSnippet
                    language="yaml"
                    text={config}
                    showCopyCodeButton
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function causeText(line: UnknownLine, names: Names, t: Text): string {
  const { cause } = line;
  if (cause === 'not-connected' || cause === 'collector-failing') {
    return t(`cause.${cause}`, {
      source: line.source ? names.sourceTitle(line.source) : t('detail.source'),
    });
  }
  return t(`cause.${cause}`);
}

/** `security 3, sre 2`; of a report who pushes it and which. One party needs no number. */
function partiesText(
  line: UnknownLine,
  context: {
    whoOf: (who: string | undefined) => string;
    names: Names;
    t: Text;
  },
): string {
  const { whoOf, names, t } = context;
  const parties = line.parties.map(({ who, items }) =>
    line.parties.length > 1 ? `${whoOf(who)} ${items}` : whoOf(who),
  );
  const text = parties.join(', ');
  if (!line.reports.length) return text;
  return `${t('who.reportBy', { who: text })} ${line.reports
    .map(names.reportTitle)
    .join(', ')}`;
}
