import { useApi } from '@backstage/core-plugin-api';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api/productionReadinessApiRef';
import { useText } from '../../text';
import { ReasonDialog } from '../Statements/ReasonDialog';
import { AssignDialog } from './AssignDialog';
import { ChangeDialog } from './ChangeDialog';
import { DecisionDialog } from './DecisionDialog';
import { LaunchDialog } from './LaunchDialog';
import type { ReviewDialog } from './ReviewActsContext';
import { SignDialog } from './SignDialog';

/** The form for one act; what stands against it the form shows itself. */
export function ReviewForm(props: {
  review: ReviewView;
  dialog: ReviewDialog;
  onClose(): void;
  onDone(): void;
}) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const { review, dialog, onClose, onDone } = props;
  const { id } = review;
  const after = async (work: Promise<unknown>) => {
    await work;
    onDone();
  };
  const form = { review, onClose };
  switch (dialog.kind) {
    case 'decide':
      return (
        <DecisionDialog
          {...form}
          outcome={dialog.outcome}
          onSubmit={input => after(api.decideReview(id, input))}
        />
      );
    case 'sign':
      return (
        <SignDialog
          {...form}
          role={dialog.role}
          onSubmit={input => after(api.signReview(id, input))}
        />
      );
    case 'assign':
      return (
        <AssignDialog
          {...form}
          item={dialog.item}
          onSubmit={request => after(api.assignItem(id, request))}
        />
      );
    case 'launch':
      return (
        <LaunchDialog
          {...form}
          onSubmit={at => after(api.recordLaunch(id, at ? { at } : {}))}
        />
      );
    case 'change':
      return (
        <ChangeDialog
          {...form}
          onSubmit={change => after(api.changeReview(id, change))}
        />
      );
    default: {
      const { kind } = dialog;
      return (
        <ReasonDialog
          title={t(`review.${kind}.title`)}
          text={t(`review.${kind}.says`)}
          submit={t(`review.${kind}.submit`)}
          onClose={onClose}
          onSubmit={reason => {
            if (dialog.kind === 'withdraw') {
              const { role } = dialog;
              return after(api.withdrawSignOff(id, { role, reason }));
            }
            return after(
              kind === 'cancel'
                ? api.cancelReview(id, { reason })
                : api.reopenReview(id, { reason }),
            );
          }}
        />
      );
    }
  }
}
