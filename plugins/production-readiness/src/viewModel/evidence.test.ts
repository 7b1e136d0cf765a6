import { API, kamiyoItems } from '../testing/kamiyoItems';
import { FACTS } from '../testing/scorecardFixture';
import { countedLeaves, droppedLeaves, factsOf, isStale } from './evidence';

const byId = (id: string) => kamiyoItems().find(each => each.id === id)!;
const headers = byId('security.headers').criteria[0].entities[0];
const https = byId('infrastructure.https-enforced').criteria[0].entities[0];

it('lists each fact once', () => {
  const twice = { ...https, leaves: [...https.leaves, ...https.leaves] };
  expect(factsOf(twice, FACTS)).toEqual([FACTS[`${API}|http.plain`]]);
});

it('leaves out facts that the answer does not hold', () => {
  expect(factsOf(https, {})).toEqual([]);
});

it.each([
  ['a fact past its refresh', headers, true],
  ['fresh facts', https, false],
])('%s is stale: %s', (_, result, expected) => {
  expect(isStale(result, FACTS)).toBe(expected);
});

it('parts what counted from what dropped out', () => {
  expect(countedLeaves(headers).map(each => each.kind)).toEqual(['check']);
  expect(droppedLeaves(headers).map(each => each.kind)).toEqual(['attest']);
});
