import Button, { type ButtonProps } from '@material-ui/core/Button';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import ArrowDropDown from '@material-ui/icons/ArrowDropDown';
import { makeStyles } from '@material-ui/core/styles';
import type { May } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useId, useState } from 'react';

const useStyles = makeStyles(
  {
    root: { '@media print': { display: 'none' } },
    item: { maxWidth: 460, whiteSpace: 'normal' },
    denied: { cursor: 'not-allowed' },
  },
  { name: 'ProductionReadinessActMenu' },
);

export interface MenuAct {
  id: string;
  title: string;
  may: May;
  onClick(): void;
}

/** Several acts behind one button, each that is not allowed with the reason below it. */
export function ActMenu(props: {
  title: string;
  acts: MenuAct[];
  variant?: ButtonProps['variant'];
}) {
  const classes = useStyles();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { title, acts, variant = 'contained' } = props;
  return (
    <>
      <Button
        size="small"
        color="primary"
        variant={variant}
        className={classes.root}
        endIcon={<ArrowDropDown />}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? menuId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {title}
      </Button>
      <Menu
        id={menuId}
        anchorEl={anchor}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        open={Boolean(anchor)}
        onClose={() => setAnchor(undefined)}
      >
        {acts.map(({ id, title: name, may, onClick }) => (
          <MenuItem
            key={id}
            className={`${classes.item} ${may.allowed ? '' : classes.denied}`}
            // Not `disabled`: the reason must be reachable by keyboard.
            aria-disabled={!may.allowed}
            onClick={() => {
              if (!may.allowed) return;
              setAnchor(undefined);
              onClick();
            }}
          >
            <ListItemText
              primary={name}
              primaryTypographyProps={{
                color: may.allowed ? 'textPrimary' : 'textSecondary',
              }}
              secondary={may.allowed ? undefined : may.why}
            />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
