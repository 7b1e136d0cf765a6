import { gate } from '../testing/gateFixture';
import { countByWho, groupSteps, pathSteps } from './pathSteps';

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
  expect(pathSteps([id], gate({ steps: {} }))).toEqual([{ id, ...expected }]);
});

it('names what a row asks for itself', () => {
  const view = gate();
  view.critical[0].leaves.push({
    kind: 'attest',
    truth: 'unknown',
    counted: true,
    strength: 'attested',
    expected: 'I have called, and they answered.',
  });
  expect(pathSteps([view.critical[0].id], view)).toEqual([
    expect.objectContaining({ wanted: 'I have called, and they answered.' }),
  ]);
});

it('lists known failures first, then by who acts', () => {
  const step = (id: string, known: 'fails' | 'unknown', who: string) => ({
    id,
    title: id,
    known,
    who,
  });
  const steps = [
    step('a', 'unknown', 'sre'),
    step('b', 'unknown', 'security'),
    step('c', 'fails', 'owner'),
    step('d', 'unknown', 'security'),
  ];
  expect(
    groupSteps(steps).map(({ key, steps: own }) => [
      key,
      own.map(each => each.id),
    ]),
  ).toEqual([
    ['fails', ['c']],
    ['open:security', ['b', 'd']],
    ['open:sre', ['a']],
  ]);
  expect(countByWho(steps)).toEqual([
    { who: 'security', count: 2 },
    { who: 'owner', count: 1 },
    { who: 'sre', count: 1 },
  ]);
});
