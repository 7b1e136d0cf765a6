import ButtonBase from '@material-ui/core/ButtonBase';
import ChevronRight from '@material-ui/icons/ChevronRight';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { borderTop: `1px solid ${theme.palette.divider}` },
    line: { display: 'flex', alignItems: 'stretch' },
    button: {
      flex: 1,
      minWidth: 0,
      justifyContent: 'flex-start',
      textAlign: 'left',
      font: 'inherit',
      gap: theme.spacing(1),
      padding: theme.spacing(0.75, 0.5),
      '@media print': { padding: '1px 0' },
      // Where there is little room the text has a line of its own, and the rest follows it.
      '@media screen and (max-width: 599.95px)': { flexWrap: 'wrap' },
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    chevron: {
      flex: 'none',
      color: theme.palette.text.secondary,
      transition: 'transform 120ms',
      '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
      '@media print': { display: 'none' },
    },
    open: { transform: 'rotate(90deg)' },
    body: {
      padding: theme.spacing(0.5, 0, 1.5, 4.5),
      [theme.breakpoints.down('sm')]: { paddingLeft: theme.spacing(2) },
    },
  }),
  { name: 'ProductionReadinessDisclosure' },
);

/** What a line says, before what stands at its end. */
export const SUMMARY_TEXT = {
  flex: 1,
  minWidth: 0,
  overflowWrap: 'anywhere',
  '@media screen and (max-width: 599.95px)': { flexBasis: '75%' },
} as const;

/** A line that opens what it speaks of. What it holds is built only while it is open. */
export function Disclosure(props: {
  summary: ReactNode;
  /** Beside the line, with controls or marks of its own. */
  aside?: ReactNode;
  open: boolean;
  onToggle(): void;
  id?: string;
  children: () => ReactNode;
}) {
  const classes = useStyles();
  const bodyId = useId();
  return (
    <div className={classes.root} id={props.id}>
      <div className={classes.line}>
        <ButtonBase
          className={classes.button}
          aria-expanded={props.open}
          aria-controls={props.open ? bodyId : undefined}
          onClick={props.onToggle}
          disableRipple
        >
          <ChevronRight
            fontSize="small"
            aria-hidden
            className={`${classes.chevron} ${props.open ? classes.open : ''}`}
          />
          {props.summary}
        </ButtonBase>
        {props.aside}
      </div>
      {props.open && (
        <div id={bodyId} className={classes.body}>
          {props.children()}
        </div>
      )}
    </div>
  );
}
