import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useId, useState } from 'react';
import { useText } from '../../text';
import {
  assignmentOf,
  withAssignment,
  type Assignment,
  type DecisionForm,
} from '../../viewModel/decisionForm';
import { StatusMark } from '../Mark/StatusMark';
import { useWho } from '../States/useWho';
import { PeopleList } from './PeopleList';
import { PersonField } from './PersonField';

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    line: {
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
    lead: { fontWeight: 600 },
  }),
  { name: 'ProductionReadinessOpenItemsForm' },
);

/** Every item that goes live open gets somebody and a day; what is said for all holds until an item has its own. */
export function OpenItemsForm(props: {
  review: Pick<ReviewView, 'toAssign' | 'roles'>;
  form: DecisionForm;
  onChange(form: DecisionForm): void;
}) {
  const t = useText();
  const classes = useStyles();
  const peopleId = useId();
  const [typed, setTyped] = useState('');
  const { review, form, onChange } = props;
  const whoOf = useWho(review.roles);
  const { toAssign } = review;
  if (!toAssign.length) {
    return <Typography paragraph>{t('review.items.none')}</Typography>;
  }
  const fields = (
    name: string,
    value: Assignment,
    change: (changed: Partial<Assignment>) => void,
  ) => (
    <>
      <PersonField
        hideLabel
        label={t('review.items.ownerOf', { item: name })}
        value={value.owner}
        people={peopleId}
        style={{ width: 220 }}
        onChange={owner => {
          setTyped(owner);
          change({ owner });
        }}
      />
      <TextField
        type="date"
        size="small"
        value={value.due}
        inputProps={{ 'aria-label': t('review.items.dueOf', { item: name }) }}
        onChange={event => change({ due: event.target.value })}
      />
    </>
  );
  return (
    <>
      <Typography component="h3" className={classes.lead}>
        {t('review.items.toAssign', { count: toAssign.length })}
      </Typography>
      <Typography variant="body2" paragraph>
        {t('review.items.says')}
      </Typography>
      <PeopleList id={peopleId} typed={typed} />
      <ul className={classes.list}>
        {toAssign.length > 1 && (
          <li className={classes.line}>
            <span className={`${classes.title} ${classes.lead}`}>
              {t('review.items.all')}
            </span>
            {fields(t('review.items.all'), form.all, changed =>
              onChange({ ...form, all: { ...form.all, ...changed } }),
            )}
          </li>
        )}
        {toAssign.map(({ item, title, status, role }) => (
          <li key={item} className={classes.line}>
            <span className={classes.title}>
              <StatusMark status={status} size={16} /> {title} · {whoOf(role)}
            </span>
            {fields(title, assignmentOf(form, item), changed =>
              onChange(withAssignment(form, item, changed)),
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
