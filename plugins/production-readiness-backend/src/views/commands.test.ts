import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import { silence } from './commands';

it.each<[JsonValue | undefined, string | undefined]>([
  [
    { reachable: false, failingSince: '2026-06-01T11:58:07Z', status: null },
    'does not answer since 2026-06-01 11:58 UTC',
  ],
  [{ reachable: false, failingSince: null }, 'does not answer'],
  [{ reachable: true, failingSince: null, status: 200 }, undefined],
  [{ status: null }, undefined],
  [null, undefined],
  [undefined, undefined],
])('says of %j: %s', (value, said) => {
  expect(silence(value)).toBe(said);
});
