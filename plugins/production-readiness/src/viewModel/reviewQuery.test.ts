import {
  isReviewFiltered,
  parseReviewQuery,
  reviewParams,
  toggleState,
  toReviewsQuery,
  withReviewFilter,
} from './reviewQuery';

const parse = (search: string) => parseReviewQuery(new URLSearchParams(search));

it.each([
  ['', { states: [] }],
  ['state=launched,open', { states: ['open', 'launched'] }],
  ['state=odd', { states: [] }],
  [
    'checklist=kamiyo&unit=system:default/kamiyo&cursor=c',
    {
      states: [],
      checklist: 'kamiyo',
      unit: 'system:default/kamiyo',
      cursor: 'c',
    },
  ],
])('reads the address %s', (search, expected) => {
  expect(parse(search)).toEqual(expected);
});

it('writes an address that reads the same', () => {
  const query = parse('state=open,verified&checklist=a&unit=b&cursor=c');
  expect(parseReviewQuery(reviewParams(query))).toEqual(query);
  expect(reviewParams({ states: [] }).toString()).toBe('');
});

it('asks the server for what the address says', () => {
  expect(toReviewsQuery(parse('state=open&unit=system:default/a'))).toEqual({
    state: ['open'],
    entityRef: 'system:default/a',
    limit: 25,
  });
  expect(toReviewsQuery(parse('')).state).toBeUndefined();
});

it.each([
  ['', 'open', 'state=open'],
  ['state=open', 'open', ''],
  ['state=launched', 'open', 'state=open%2Claunched'],
  ['state=open&cursor=c', 'launched', 'state=open%2Claunched'],
] as const)('%s with %s turned is %s', (before, state, after) => {
  expect(reviewParams(toggleState(parse(before), state)).toString()).toBe(
    after,
  );
});

it('starts at the first page when a filter changes', () => {
  expect(withReviewFilter(parse('cursor=c'), { checklist: 'kamiyo' })).toEqual({
    states: [],
    checklist: 'kamiyo',
  });
});

it.each([
  ['', false],
  ['cursor=c', false],
  ['state=open', true],
  ['unit=system:default/a', true],
])('%s is filtered: %s', (search, filtered) => {
  expect(isReviewFiltered(parse(search))).toBe(filtered);
});
