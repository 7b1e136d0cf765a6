import { API, kamiyoItems } from '../testing/kamiyoItems';
import { FACTS } from '../testing/scorecardFixture';
import {
  countedLeaves,
  droppedLeaves,
  evidenceGroups,
  factsOf,
  isStale,
} from './evidence';

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

describe('evidenceGroups', () => {
  const missing = (fact: string) => ({
    entityRef: API,
    fact,
    collector: 'env',
    evidence: [],
    collectedAt: null,
    expiresAt: null,
    stale: false,
  });
  const plain = FACTS[`${API}|http.plain`];
  const ids = (groups: ReturnType<typeof evidenceGroups>) =>
    groups.map(group => group.map(each => each.fact));

  it('puts together what one answer brought, and what is not there of one source', () => {
    expect(
      ids(
        evidenceGroups([
          missing('env.A'),
          plain,
          missing('env.B'),
          { ...plain, fact: 'http.other', silent: { since: null } },
        ]),
      ),
    ).toEqual([
      ['env.A', 'env.B'],
      ['http.plain', 'http.other'],
    ]);
  });

  it.each([
    ['of another entity', { entityRef: 'component:default/other' }],
    ['of another source', { collector: 'render' }],
    ['that failed otherwise', { error: { message: 'no', at: 'x' } }],
    ['that may not be seen', { hidden: true as const }],
  ])('keeps apart one %s', (_, difference) => {
    expect(
      evidenceGroups([
        missing('env.A'),
        { ...missing('env.B'), ...difference } as never,
      ]),
    ).toHaveLength(2);
  });
});
