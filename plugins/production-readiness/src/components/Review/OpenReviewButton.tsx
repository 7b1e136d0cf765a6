import { useApi } from '@backstage/core-plugin-api';
import type { ButtonProps } from '@material-ui/core/Button';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  reviewOpenPermission,
  type GateView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { productionReadinessApiRef } from '../../api/productionReadinessApiRef';
import { useTell } from '../../hooks/useTell';
import { useText } from '../../text';
import { ActButton } from '../Act/ActButton';
import { OpenDialog } from './OpenDialog';

/** The way to a launch review. That the role is wanting the backend says when it is asked. */
export function OpenReviewButton(props: {
  gate: GateView;
  variant?: ButtonProps['variant'];
  onOpened(): void;
}) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const tell = useTell();
  const { gate, variant = 'contained', onOpened } = props;
  const [open, setOpen] = useState(false);
  const { allowed, loading } = usePermission({
    permission: reviewOpenPermission,
    resourceRef: gate.subjectRef,
  });
  return (
    <>
      <ActButton
        variant={variant}
        may={{
          allowed,
          why: loading
            ? undefined
            : t('review.open.denied', {
                permission: reviewOpenPermission.name,
              }),
        }}
        onClick={() => setOpen(true)}
      >
        {t('review.acts.open')}
      </ActButton>
      {open && (
        <OpenDialog
          gate={gate}
          onClose={() => setOpen(false)}
          onSubmit={async input => {
            await api.openReview(input);
            setOpen(false);
            tell.done(t('review.done.open'));
            onOpened();
          }}
        />
      )}
    </>
  );
}
