import { alertApiRef, useApi, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

const SHOWN_MS = 5_000;

export interface Tell {
  /** What was done; goes away by itself. */
  done(message: string): void;
  /** What went wrong; stays until it is closed. */
  failed(message: string): void;
}

/** Tells people at the edge of the screen: as a toast, or in the legacy frontend system, which has none, as an alert. */
export function useTell(): Tell {
  const toasts = useApiHolder().get(toastApiRef);
  const alerts = useApi(alertApiRef);
  return useMemo(
    () => ({
      done: title =>
        toasts
          ? toasts.post({ title, status: 'success', timeout: SHOWN_MS })
          : alerts.post({
              message: title,
              severity: 'success',
              display: 'transient',
            }),
      failed: title =>
        toasts
          ? toasts.post({ title, status: 'danger' })
          : alerts.post({ message: title, severity: 'error' }),
    }),
    [toasts, alerts],
  );
}
