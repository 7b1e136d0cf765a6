import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import { answered } from './answered';

it.each<[JsonValue, JsonValue]>([
  [{ status: 'ready', databaseStatus: null }, { status: 'ready' }],
  [{ status: null }, null],
  [{ a: { b: null }, c: 0 }, { c: 0 }],
  [[null], [null]],
  [false, false],
  [200, 200],
])('%j says %j', (value, said) => {
  expect(answered(value)).toEqual(said);
});
