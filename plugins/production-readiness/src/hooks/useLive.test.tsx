import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import { useLive } from './useLive';

type Message = { reviewId?: string };

/** Signals that a test sends itself. */
function fakeSignals() {
  const listeners = new Map<string, (message: Message) => void>();
  return {
    api: {
      subscribe(channel: string, onMessage: (message: any) => void) {
        listeners.set(channel, onMessage);
        return { unsubscribe: () => listeners.delete(channel) };
      },
    },
    send: (message: Message) =>
      act(() => listeners.get('production-readiness:reviews')!(message)),
  };
}

it('fetches at once when a signal names the review, and not for another', () => {
  const signals = fakeSignals();
  const reload = jest.fn();
  renderHook(
    () => useLive({ review: { id: 'r1', state: 'verified' }, reload }),
    {
      wrapper: ({ children }) => (
        <TestApiProvider apis={[[signalApiRef, signals.api]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  signals.send({ reviewId: 'r2' });
  expect(reload).not.toHaveBeenCalled();
  signals.send({ reviewId: 'r1' });
  expect(reload).toHaveBeenCalledTimes(1);
});
