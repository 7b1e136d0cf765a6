import {
  countVerdicts,
  isPortfolioFiltered,
  parsePortfolioQuery,
  portfolioParams,
  sortBy,
  toScorecardsQuery,
  withFilter,
} from './portfolioQuery';

const parse = (search: string) =>
  parsePortfolioQuery(new URLSearchParams(search));

it.each([
  '',
  'q=kam&verdict=no-go&checklist=kamiyo&owner=group%3Adefault%2Fa&sort=failing%3Adesc&cursor=abc',
  'sort=title%3Adesc',
  'sort=score',
])('an address comes back as it was: %s', search => {
  expect(portfolioParams(parse(search)).toString()).toBe(search);
});

it.each([
  ['sort=nonsense:desc', { sort: 'title', descending: false }],
  ['verdict=maybe', { verdict: undefined }],
])('what it does not know it leaves out: %s', (search, expected) => {
  expect(parse(search)).toMatchObject(expected);
});

it('asks the server in its own words', () => {
  expect(toScorecardsQuery(parse('sort=score&verdict=none'))).toMatchObject({
    verdict: ['none'],
    sort: 'score',
    order: 'asc',
    limit: 25,
  });
});

it.each([
  ['', 'failing', true],
  ['', 'score', false],
  ['sort=score', 'score', true],
  ['sort=failing:desc', 'failing', false],
  ['sort=failing:desc', 'title', false],
] as const)(
  'from %s a click on %s sorts descending: %s',
  (search, by, down) => {
    expect(sortBy(parse(`${search}&cursor=abc`), by)).toMatchObject({
      sort: by,
      descending: down,
      cursor: undefined,
    });
  },
);

it('starts a changed filter at the first page', () => {
  expect(withFilter(parse('cursor=abc'), { text: 'x' }).cursor).toBeUndefined();
});

it.each([
  ['', false],
  ['sort=score&cursor=abc', false],
  ['q=x', true],
  ['verdict=go', true],
])('%s filters: %s', (search, expected) => {
  expect(isPortfolioFiltered(parse(search))).toBe(expected);
});

it('counts a null verdict as none', () => {
  expect(
    countVerdicts({
      byVerdict: [
        { verdict: 'go', count: 2 },
        { verdict: null, count: 3 },
      ],
    }),
  ).toEqual({ go: 2, 'no-go': 0, undecided: 0, none: 3 });
});
