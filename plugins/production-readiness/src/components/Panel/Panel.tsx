import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      ...theme.typography.body2,
      padding: theme.spacing(2),
      marginBottom: theme.spacing(2),
      breakInside: 'avoid',
      '@media print': {
        boxShadow: 'none',
        border: '1px solid #999',
        fontSize: '8pt',
        lineHeight: 1.25,
        padding: theme.spacing(1),
        marginBottom: theme.spacing(1),
        breakInside: 'auto',
      },
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    },
    title: {
      fontSize: '1.1rem',
      fontWeight: 600,
      margin: 0,
      breakAfter: 'avoid',
      '@media print': { fontSize: '10pt' },
    },
    count: {
      color: theme.palette.text.secondary,
      fontWeight: 400,
      marginLeft: theme.spacing(1),
    },
  }),
  { name: 'ProductionReadinessPanel' },
);

/** One question of a screen and its answer. */
export function Panel(props: {
  title: ReactNode;
  count?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  return (
    <Paper component="section" className={classes.root} aria-labelledby={id}>
      <div className={classes.head}>
        <Typography id={id} component="h2" className={classes.title}>
          {props.title}
          {props.count !== undefined && (
            <span className={classes.count}>{props.count}</span>
          )}
        </Typography>
        {props.actions}
      </div>
      {props.children}
    </Paper>
  );
}
