import { gate } from '../testing/gateFixture';
import { pathSteps } from './pathSteps';

it.each([
  [
    'a criterion',
    'infrastructure.https-enforced/redirect',
    {
      title: 'All HTTP traffic redirects to HTTPS',
      itemId: 'infrastructure.https-enforced',
    },
  ],
  [
    'an item',
    'security.headers',
    { title: 'Security headers', itemId: 'security.headers' },
  ],
  ['a row of the gate', 'G3', { title: 'Load test passed' }],
  [
    'a trigger',
    'N2',
    { title: 'Known security vulnerabilities', trigger: true },
  ],
  ['something unknown', 'x.y/z', { title: 'x.y/z', itemId: 'x.y' }],
])('%s', (_, id, expected) => {
  expect(pathSteps([id], gate())).toEqual([{ id, ...expected }]);
});
