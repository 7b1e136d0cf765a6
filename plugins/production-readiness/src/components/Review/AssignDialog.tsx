import Typography from '@material-ui/core/Typography';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useId, useState } from 'react';
import { useText } from '../../text';
import { endOfDay, toOwnerRef } from '../../viewModel/decisionForm';
import { Field } from '../Statements/Field';
import { FormDialog } from '../Statements/FormDialog';
import { useNow } from '../Time/Clock';
import { PeopleList } from './PeopleList';
import { PersonField } from './PersonField';

/** Hands an open item to somebody else, or gives it another day. */
export function AssignDialog(props: {
  review: Pick<ReviewView, 'openItems'>;
  item: string;
  onClose(): void;
  onSubmit(request: {
    item: string;
    owner: string;
    dueAt: string;
  }): Promise<void>;
}) {
  const t = useText();
  const now = useNow();
  const peopleId = useId();
  const { item } = props;
  const before = props.review.openItems.find(each => each.item === item);
  const [owner, setOwner] = useState(before?.owner ?? '');
  const [due, setDue] = useState(before?.dueAt.slice(0, 10) ?? '');
  const ref = toOwnerRef(owner);
  const dueAt = endOfDay(due, now);
  return (
    <FormDialog
      title={t('review.assign.title')}
      submit={t('review.assign.submit')}
      incomplete={!ref || !dueAt}
      onClose={props.onClose}
      onSubmit={async () => {
        if (ref && dueAt) await props.onSubmit({ item, owner: ref, dueAt });
      }}
    >
      <Typography paragraph>{before?.title ?? item}</Typography>
      <PeopleList id={peopleId} typed={owner} />
      <PersonField
        required
        label={t('review.items.owner')}
        value={owner}
        people={peopleId}
        style={{ width: 300, marginRight: 16 }}
        onChange={setOwner}
      />
      <Field
        required
        type="date"
        size="small"
        label={t('review.items.due')}
        value={due}
        onChange={setDue}
        InputLabelProps={{ shrink: true }}
      />
    </FormDialog>
  );
}
