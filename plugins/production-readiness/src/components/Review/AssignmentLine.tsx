import TextField from '@material-ui/core/TextField';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';
import { memo } from 'react';
import { useText } from '../../text';
import type { Assignment } from '../../viewModel/decisionForm';
import { StatusMark } from '../Mark/StatusMark';
import { PersonField } from './PersonField';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(0.75, 0),
    },
    title: {
      ...theme.typography.body2,
      flex: '1 1 240px',
      minWidth: 0,
      overflowWrap: 'anywhere',
    },
    all: { fontWeight: 600 },
  }),
  { name: 'ProductionReadinessAssignmentLine' },
);

function Line(props: {
  id: string;
  title: string;
  /** Of an item; absent for all of them. */
  status?: Status;
  who?: string;
  value: Partial<Assignment>;
  /** Day that holds where it has none of its own. */
  otherwise?: string;
  /** An owner may have been named for all of them. */
  isOneOfMany?: boolean;
  /** Id of the `PeopleList`. */
  people: string;
  onChange(id: string, change: Partial<Assignment>): void;
}) {
  const t = useText();
  const classes = useStyles();
  const { id, title, status, who, value, people, onChange } = props;
  const { otherwise = '', isOneOfMany } = props;
  return (
    <li className={classes.root}>
      <span className={`${classes.title} ${status ? '' : classes.all}`}>
        {status && (
          <>
            <StatusMark status={status} size={16} />{' '}
          </>
        )}
        {title}
        {who && ` · ${who}`}
      </span>
      <PersonField
        hideLabel
        label={t('review.items.ownerOf', { item: title })}
        value={value.owner ?? ''}
        placeholder={isOneOfMany ? t('review.items.asAll') : undefined}
        people={people}
        style={{ width: 220 }}
        onChange={owner => onChange(id, { owner })}
      />
      <TextField
        type="date"
        size="small"
        value={value.due || otherwise}
        inputProps={{ 'aria-label': t('review.items.dueOf', { item: title }) }}
        onChange={event => onChange(id, { due: event.target.value })}
      />
    </li>
  );
}

/**
 * Who sees to an open item and by which day. There may be a hundred of them: a
 * line is drawn again only when something of its own changes.
 */
export const AssignmentLine = memo(Line);
