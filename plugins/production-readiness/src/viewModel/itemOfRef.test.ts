import { itemOfRef } from './itemOfRef';

it.each([
  ['infra.https/redirect', 'infra.https'],
  ['infra.https', 'infra.https'],
])('%s is of %s', (ref, item) => {
  expect(itemOfRef(ref)).toBe(item);
});
