import { act, renderHook, waitFor } from '@testing-library/react';
import { useKeyedAsync } from './useKeyedAsync';

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

it('never shows the answer to another key', async () => {
  const answers = { a: deferred<string>(), b: deferred<string>() };
  const { result, rerender } = renderHook(
    ({ key }: { key: 'a' | 'b' }) =>
      useKeyedAsync(key, () => answers[key].promise),
    { initialProps: { key: 'a' } as { key: 'a' | 'b' } },
  );
  await act(async () => answers.a.resolve('of a'));
  expect(result.current.value).toBe('of a');
  rerender({ key: 'b' });
  expect(result.current).toMatchObject({ value: undefined, loading: true });
  await act(async () => answers.b.resolve('of b'));
  expect(result.current.value).toBe('of b');
});

it('drops an answer that comes after the key moved on', async () => {
  const answers = { a: deferred<string>(), b: deferred<string>() };
  const { result, rerender } = renderHook(
    ({ key }: { key: 'a' | 'b' }) =>
      useKeyedAsync(key, () => answers[key].promise),
    { initialProps: { key: 'a' } as { key: 'a' | 'b' } },
  );
  rerender({ key: 'b' });
  await act(async () => answers.a.resolve('late'));
  expect(result.current.value).toBeUndefined();
});

it('keeps what it has while it fetches again, and when that fails', async () => {
  const answers = [deferred<string>(), deferred<string>(), deferred<string>()];
  let call = 0;
  const { result } = renderHook(() =>
    useKeyedAsync('a', () => answers[call++].promise),
  );
  await act(async () => answers[0].resolve('first'));
  act(() => result.current.reload());
  expect(result.current).toMatchObject({ value: 'first', loading: true });
  await act(async () => answers[1].reject(new Error('away')));
  expect(result.current).toMatchObject({ value: 'first', loading: false });
  expect(result.current.error?.message).toBe('away');
  act(() => result.current.reload());
  await act(async () => answers[2].resolve('second'));
  await waitFor(() => expect(result.current.value).toBe('second'));
  expect(result.current.error).toBeUndefined();
});
