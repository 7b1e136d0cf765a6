import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ScorecardRowView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useTabLink } from '../../hooks/useTabLink';
import { GATE_PATH, SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { scorePercent } from '../../viewModel/format';
import type {
  PortfolioQuery,
  PortfolioSort,
} from '../../viewModel/portfolioQuery';
import { VerdictMark } from '../Mark/VerdictMark';
import { Time } from '../Time/Time';

const NARROW = '@media (max-width: 900px)';

const useStyles = makeStyles(
  (theme: Theme) => ({
    scroll: { overflowX: 'auto' },
    cell: { verticalAlign: 'top', padding: theme.spacing(1) },
    head: {
      padding: theme.spacing(1),
      whiteSpace: 'nowrap',
      fontWeight: 600,
      color: theme.palette.text.primary,
      // The theme's capitals and grey would shout and fade.
      textTransform: 'none',
    },
    sub: { fontSize: '0.75rem', color: theme.palette.text.secondary },
    blockers: {
      margin: 0,
      paddingLeft: theme.spacing(2),
      minWidth: 180,
      [NARROW]: { minWidth: 120 },
    },
    name: { minWidth: 110 },
    owner: { minWidth: 130 },
    // Where the window is narrow what says least gives way, so that names and
    // reasons stay whole.
    wide: { [NARROW]: { display: 'none' } },
    narrow: { display: 'none', [NARROW]: { display: 'block' } },
  }),
  { name: 'ProductionReadinessUnitsTable' },
);

type ColumnId =
  | 'name'
  | 'checklist'
  | 'owner'
  | 'verdict'
  | 'score'
  | 'failing'
  | 'unknown'
  | 'blockers'
  | 'checked';

const COLUMNS: { id: ColumnId; sort?: PortfolioSort; wide?: true }[] = [
  { id: 'name', sort: 'title' },
  { id: 'verdict', sort: 'verdict' },
  { id: 'blockers' },
  { id: 'failing', sort: 'failing' },
  { id: 'unknown', sort: 'unknown' },
  { id: 'score', sort: 'score' },
  { id: 'checklist', wide: true },
  { id: 'owner', wide: true },
  { id: 'checked', sort: 'evaluatedAt', wide: true },
];

/** Launch units, one a row; the server sorts. */
export function UnitsTable(props: {
  rows: ScorecardRowView[];
  query: Pick<PortfolioQuery, 'sort' | 'descending'>;
  onSort(sort: PortfolioSort): void;
}) {
  const t = useText();
  const classes = useStyles();
  const { rows, query, onSort } = props;
  const direction = query.descending ? 'desc' : 'asc';
  return (
    <>
      <div className={`${classes.sub} ${classes.narrow}`}>
        {t('portfolio.scrolls')}
      </div>
      <div
        className={classes.scroll}
        // Scrolls sideways at 200 % zoom, so it must take the focus.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('portfolio.units')}
      >
        <Table size="small" aria-label={t('portfolio.units')}>
          <TableHead>
            <TableRow>
              {COLUMNS.map(({ id, sort, wide }) => (
                <TableCell
                  key={id}
                  className={`${classes.head} ${wide ? classes.wide : ''}`}
                  sortDirection={query.sort === sort ? direction : false}
                >
                  {sort ? (
                    <TableSortLabel
                      active={query.sort === sort}
                      direction={query.sort === sort ? direction : 'asc'}
                      onClick={() => onSort(sort)}
                    >
                      {t(`portfolio.columns.${id}`)}
                    </TableSortLabel>
                  ) : (
                    t(`portfolio.columns.${id}`)
                  )}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(row => (
              <UnitRow key={`${row.entityRef}|${row.checklist.id}`} row={row} />
            ))}
          </TableBody>
        </Table>
      </div>
    </>
  );
}

function UnitRow(props: { row: ScorecardRowView }) {
  const t = useText();
  const classes = useStyles();
  const tabLink = useTabLink();
  const { row } = props;
  const params = { checklist: row.checklist.id };
  const percent = scorePercent(row.score);
  const toItems = (status: string) =>
    tabLink(row.entityRef, SCORECARD_PATH, { ...params, status });
  return (
    <TableRow>
      <TableCell className={`${classes.cell} ${classes.name}`}>
        <Link to={tabLink(row.entityRef, SCORECARD_PATH, params)}>
          {row.title ?? parseEntityRef(row.entityRef).name}
        </Link>
        <div className={classes.sub}>
          {[row.kind, row.type].filter(Boolean).join(' · ')}
        </div>
        <div className={`${classes.sub} ${classes.narrow}`}>
          {row.checklist.title}
        </div>
      </TableCell>
      <TableCell className={classes.cell}>
        <Link to={tabLink(row.entityRef, GATE_PATH, params)}>
          <VerdictMark verdict={row.verdict} />
        </Link>
        {!row.evaluatedAt && (
          <div className={classes.sub}>{t('neverRun.title')}</div>
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        {row.topBlockers.length > 0 && (
          <ul className={classes.blockers}>
            {row.topBlockers.map(blocker => (
              <li key={blocker}>{blocker}</li>
            ))}
          </ul>
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        {row.failing > 0 ? (
          <Link to={toItems('fail')}>{row.failing}</Link>
        ) : (
          row.failing
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        {row.unknown > 0 ? (
          <Link to={toItems('unknown')}>{row.unknown}</Link>
        ) : (
          row.unknown
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        {percent === null ? '–' : `${percent} %`}
        <div className={classes.sub}>
          <Link underline="always" to={toItems('pass')}>
            {t('portfolio.scoreLine', {
              completed: String(row.score.completed),
              applicable: String(row.score.applicable),
            })}
          </Link>
        </div>
        {row.level && <div className={classes.sub}>{row.level.title}</div>}
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.wide}`}>
        {row.checklist.title}
        <div className={classes.sub}>{row.checklist.version}</div>
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.owner} ${classes.wide}`}>
        {row.owner && (
          <EntityRefLink entityRef={row.owner} defaultKind="group" />
        )}
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.wide}`}>
        {row.evaluatedAt ? <Time at={row.evaluatedAt} /> : t('time.never')}
        {row.running && (
          <div className={classes.sub}>{t('portfolio.running')}</div>
        )}
      </TableCell>
    </TableRow>
  );
}
