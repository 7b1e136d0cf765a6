import { API, API2, fact, inputOf } from '../testing/fixtures';
import { liveValues } from './liveValues';

const COMMAND = {
  id: 'health',
  title: 'Health',
  command: 'curl x',
  for: 'api',
  collector: 'http',
  result: 'http.health.fields.status',
};
const READ = fact(
  'http.health',
  { fields: { status: 'ok' } },
  { entityRef: API.ref },
);

describe('live results of commands', () => {
  it.each([
    {
      name: 'read on the first member of the target',
      given: { members: [API2, API], facts: [READ] },
      expected: { entityRef: API.ref, live: { value: 'ok' } },
    },
    {
      name: 'unknown for want of the fact',
      given: { members: [API] },
      expected: {
        entityRef: API.ref,
        live: { unknown: 'http.health was never collected' },
      },
    },
    {
      name: 'unknown for want of an entity',
      given: { members: [] },
      expected: {
        entityRef: null,
        live: { unknown: 'no entity for target api' },
      },
    },
  ])('are $name', ({ given, expected }) => {
    expect(liveValues(inputOf({ commands: [COMMAND] }, given))).toEqual([
      { id: 'health', ...expected },
    ]);
  });
});
