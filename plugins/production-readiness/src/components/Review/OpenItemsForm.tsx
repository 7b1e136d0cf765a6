import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  useCallback,
  useId,
  useState,
  type Dispatch,
  type SetStateAction,
} from 'react';
import { useText } from '../../text';
import {
  withAssignment,
  type Assignment,
  type DecisionForm,
} from '../../viewModel/decisionForm';
import { useWho } from '../States/useWho';
import { AssignmentLine } from './AssignmentLine';
import { PeopleList } from './PeopleList';

const useStyles = makeStyles(
  {
    list: { listStyle: 'none', margin: 0, padding: 0 },
    lead: { fontWeight: 600 },
  },
  { name: 'ProductionReadinessOpenItemsForm' },
);

/** No item's id: what is said for all of them. */
const ALL = '';
const NOTHING: Partial<Assignment> = {};

/** Every item that goes live open gets somebody and a day; what is said for all holds until an item has its own. */
export function OpenItemsForm(props: {
  review: Pick<ReviewView, 'toAssign' | 'roles'>;
  form: DecisionForm;
  onChange: Dispatch<SetStateAction<DecisionForm>>;
}) {
  const t = useText();
  const classes = useStyles();
  const peopleId = useId();
  const [typed, setTyped] = useState('');
  const { review, form, onChange } = props;
  const { toAssign } = review;
  const whoOf = useWho(review.roles);
  const assign = useCallback(
    (item: string, change: Partial<Assignment>) => {
      if (change.owner !== undefined) setTyped(change.owner);
      onChange(before =>
        item === ALL
          ? { ...before, all: { ...before.all, ...change } }
          : withAssignment(before, item, change),
      );
    },
    [onChange],
  );
  if (!toAssign.length) {
    return <Typography paragraph>{t('review.items.none')}</Typography>;
  }
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
          <AssignmentLine
            id={ALL}
            title={t('review.items.all')}
            value={form.all}
            people={peopleId}
            onChange={assign}
          />
        )}
        {toAssign.map(({ item, title, status, role }) => (
          <AssignmentLine
            key={item}
            id={item}
            title={title}
            status={status}
            who={whoOf(role)}
            value={form.own[item] ?? NOTHING}
            otherwise={form.all.due}
            isOneOfMany={toAssign.length > 1}
            people={peopleId}
            onChange={assign}
          />
        ))}
      </ul>
    </>
  );
}
