import { isReadinessAvailable } from './entityFilter';

it.each([
  ['System', undefined, true],
  ['Component', undefined, true],
  ['Resource', undefined, true],
  ['API', undefined, false],
  ['API', { 'production-readiness/checklist': 'apis' }, true],
  ['User', undefined, false],
])('%s with %j: %s', (kind, annotations, expected) => {
  expect(
    isReadinessAvailable({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'x', annotations },
    }),
  ).toBe(expected);
});
