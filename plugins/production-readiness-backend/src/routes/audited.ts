import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';

/** Records the act with its outcome; the act's own error passes through unchanged. */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  act: () => Promise<T>,
): Promise<T> {
  const entry = await auditor.createEvent(event);
  let result: T;
  try {
    result = await act();
  } catch (error) {
    await entry.fail({
      error: isError(error)
        ? error
        : new ForwardedError('Failed without an error', error),
    });
    throw error;
  }
  await entry.success();
  return result;
}
