import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import { tooLarge } from './bounds';

const text = (length: number) => 'x'.repeat(length);
const list = (length: number) => new Array<number>(length).fill(1);

it.each<[string, JsonValue, string | undefined]>([
  ['a text of the longest length', text(100_000), undefined],
  [
    'a longer text',
    { deep: [text(100_001)] },
    'holds a text longer than 100000 characters',
  ],
  ['a list of the greatest length', list(5_000), undefined],
  [
    'a longer list',
    { deep: { list: list(5_001) } },
    'holds a list of more than 5000 entries',
  ],
  [
    'more values than an expression may walk, each list short',
    new Array<JsonValue>(50).fill(list(1_000)),
    'holds more than 50000 values',
  ],
  ['as many as it may', new Array<JsonValue>(49).fill(list(1_000)), undefined],
  ['nothing', null, undefined],
])('3.4 %s', (_, value, expected) => {
  expect(tooLarge(value)).toBe(expected);
});
