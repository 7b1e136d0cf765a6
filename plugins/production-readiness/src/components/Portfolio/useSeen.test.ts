import { renderHook } from '@testing-library/react';
import { useSeen } from './useSeen';

it('keeps what earlier pages and filters brought, once each', () => {
  const { result, rerender } = renderHook(
    (values: string[]) => useSeen(values),
    { initialProps: ['b', 'a'] },
  );
  expect(result.current).toEqual(['a', 'b']);
  rerender(['b']);
  expect(result.current).toEqual(['a', 'b']);
  rerender(['c', 'b']);
  expect(result.current).toEqual(['a', 'b', 'c']);
});
