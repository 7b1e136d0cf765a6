import { kamiyoItems } from '../testing/kamiyoItems';
import { groupsOf } from '../testing/scorecardFixture';
import {
  filterByRole,
  isFiltering,
  matchesFilter,
  parseItemFilter,
  STRENGTHS,
  withItemFilter,
} from './itemFilter';

const items = kamiyoItems();
const groups = groupsOf(items);

function shown(search: string): string[] {
  const filter = parseItemFilter(new URLSearchParams(search));
  return items
    .filter(item => matchesFilter(item, filter, groups))
    .map(item => item.id);
}

it.each<[search: string, ids: string[]]>([
  ['status=fail', ['infrastructure.https-enforced', 'security.headers']],
  [
    'status=waived,not-applicable',
    ['infrastructure.auto-scaling', 'security.cookies'],
  ],
  ['status=fail&critical=yes', ['infrastructure.https-enforced']],
  ['cause=not-connected&source=sentry', ['monitoring.sentry']],
  ['cause=waiting-for-report&category=performance', ['performance.load-test']],
  ['source=stripe', ['payment.stripe-live', 'payment.webhooks']],
  ['q=REFERRER+missing', ['security.headers']],
  ['q=infrastructure.cors', ['infrastructure.cors']],
  ['strength=measured&category=legal', ['legal.privacy', 'legal.terms']],
  // Nobody has stated it: it rests on nothing yet, whatever it would rest on.
  ['strength=attested&category=backup', []],
  ['q=no+such+words', []],
])('%s', (search, ids) => {
  expect(shown(search)).toEqual(ids);
});

it('shows for a proof what rests on it, never what would', () => {
  const known = items.filter(({ criteria }) =>
    criteria.some(({ rawStatus }) => ['pass', 'fail'].includes(rawStatus)),
  );
  expect(known.length).toBeLessThan(items.length);
  expect(shown(`strength=${STRENGTHS.join(',')}`)).toEqual(
    known.map(({ id }) => id),
  );
});

it('lets everything through without a filter', () => {
  expect(shown('')).toHaveLength(items.length);
});

it.each([
  ['everyone', undefined, [], items.length],
  ['security', 'security', [], 4],
  ['mine, for owners', 'mine', ['owner'], 4],
  ['mine, for a stranger', 'mine', [], 0],
])('role: %s', (_, role, mine, count) => {
  expect(filterByRole(items, role, mine)).toHaveLength(count);
});

it.each([
  'status=fail%2Cunknown&role=mine&critical=yes&cause=not-connected&source=render&strength=measured%2Cattested&category=legal&q=tls',
  '',
])('an address comes back as it was: %s', search => {
  const filter = parseItemFilter(new URLSearchParams(search));
  expect(withItemFilter(new URLSearchParams(), filter).toString()).toBe(search);
});

it('leaves alone what the address says of other things', () => {
  const params = new URLSearchParams('checklist=kamiyo&item=a.b&status=fail');
  const cleared = { ...parseItemFilter(params), status: [] };
  expect(withItemFilter(params, cleared).toString()).toBe(
    'checklist=kamiyo&item=a.b',
  );
});

it.each([
  ['status=fail', true],
  ['q=x', true],
  // Chosen and let go where it is shown, above.
  ['role=mine', false],
  ['', false],
])('%s hides something: %s', (search, expected) => {
  expect(isFiltering(parseItemFilter(new URLSearchParams(search)))).toBe(
    expected,
  );
});
