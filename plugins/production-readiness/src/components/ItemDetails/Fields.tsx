import { makeStyles, type Theme } from '@material-ui/core/styles';
import { Fragment, type ReactNode } from 'react';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(5.5rem, max-content) minmax(0, 1fr)',
      gap: theme.spacing(0.5, 2),
      margin: theme.spacing(0.5, 0),
      fontSize: '0.875rem',
      overflowWrap: 'anywhere',
      '@media print': { fontSize: '8pt', gap: '0 8px' },
    },
    name: { color: theme.palette.text.secondary, margin: 0 },
    value: { margin: 0 },
  }),
  { name: 'ProductionReadinessFields' },
);

/** Names and values in two columns; what has no value is left out. */
export function Fields(props: { rows: [name: string, value: ReactNode][] }) {
  const classes = useStyles();
  const rows = props.rows.filter(([, value]) => Boolean(value));
  if (!rows.length) return null;
  return (
    <dl className={classes.root}>
      {rows.map(([name, value]) => (
        <Fragment key={name}>
          <dt className={classes.name}>{name}</dt>
          <dd className={classes.value}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
