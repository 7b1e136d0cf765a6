import Chip from '@material-ui/core/Chip';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.75),
      '@media print': { display: 'none' },
    },
    chip: { margin: 0 },
    chosen: {
      fontWeight: 700,
      outline: `2px solid ${theme.palette.text.primary}`,
      outlineOffset: -1,
    },
    denied: { opacity: 0.6 },
  }),
  { name: 'ProductionReadinessRoleFilter' },
);

/** Who acts: mine first, then whoever has something to do here. */
export function RoleFilter(props: {
  roles: string[];
  chosen: string | undefined;
  myRoles: string[];
  onChange(role: string | undefined): void;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { roles, chosen, myRoles, onChange, whoOf } = props;
  const nothingMine = myRoles.length === 0;
  const chip = (role: string | undefined, label: string, denied = false) => (
    <Chip
      key={label}
      size="small"
      variant="outlined"
      clickable
      label={label}
      aria-pressed={chosen === role}
      aria-disabled={denied || undefined}
      className={`${classes.chip} ${chosen === role ? classes.chosen : ''} ${
        denied ? classes.denied : ''
      }`}
      onClick={() => !denied && onChange(chosen === role ? undefined : role)}
    />
  );
  return (
    <div role="group" aria-label={t('roles.label')} className={classes.root}>
      <Tooltip title={nothingMine ? t('roles.mineDenied') : ''}>
        {chip('mine', t('roles.mine'), nothingMine)}
      </Tooltip>
      {chip(undefined, t('roles.all'))}
      {roles.map(role => chip(role, whoOf(role)))}
    </div>
  );
}
