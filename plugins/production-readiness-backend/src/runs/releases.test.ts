import type { EntityInput } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { later, START, storedFact } from '../store/__testUtils__/samples';
import { withReleases } from './releases';

const HOUR_MS = 60 * 60 * 1000;

function entity(name: string): EntityInput {
  const ref = `component:default/${name}`;
  return { ref, kind: 'Component', name, type: null, annotations: {} };
}

function deploy(name: string, commit: string | null, hours = 1) {
  return storedFact({
    entityRef: entity(name).ref,
    fact: 'render.deploy',
    value: { newest: null, live: commit === null ? null : { commit } },
    expiresAt: later(hours * HOUR_MS).toISOString(),
  });
}

const SYSTEM = entity('system');
const API = entity('api');
const WEB = entity('web');

function releases(...facts: ReturnType<typeof deploy>[]) {
  return withReleases([SYSTEM, API, WEB], { facts, now: START }).entities.map(
    ({ name, releaseCommit }) => `${name}: ${releaseCommit}`,
  );
}

describe('the release that is judged', () => {
  it.each([
    ['no deploy is seen', [], [undefined, undefined, undefined]],
    [
      'all are of one commit: also the whole is',
      [deploy('api', 'ABC'), deploy('web', 'abc')],
      ['abc', 'abc', 'abc'],
    ],
    [
      'each has its own: the whole has none',
      [deploy('api', 'abc'), deploy('web', 'def')],
      [undefined, 'abc', 'def'],
    ],
    [
      'one is not live: what is true of the whole is not known',
      [deploy('api', 'abc'), deploy('web', null)],
      [undefined, 'abc', undefined],
    ],
    [
      'one is known no more',
      [deploy('api', 'abc'), deploy('web', 'abc', -1)],
      [undefined, 'abc', undefined],
    ],
    [
      'what is not deployed by itself goes with the others',
      [deploy('api', 'abc')],
      ['abc', 'abc', 'abc'],
    ],
  ])('%s', (_name, facts, [system, api, web]) => {
    expect(releases(...facts)).toEqual([
      `system: ${system}`,
      `api: ${api}`,
      `web: ${web}`,
    ]);
  });

  it.each<[string, (string | null)[], (string | undefined)[]]>([
    ['of the review, whatever is live', ['def', 'def'], ['def', 'def', 'def']],
    ['each its own', ['def', '123'], [undefined, 'def', '123']],
    [
      'one is not named: it is not known',
      ['def', null],
      [undefined, 'def', undefined],
    ],
    [
      'what it does not name goes with the others',
      ['def'],
      ['def', 'def', 'def'],
    ],
    ['it names none', [], [undefined, undefined, undefined]],
  ])('under review is %s', (_name, pinned, expected) => {
    const found = withReleases([SYSTEM, API, WEB], {
      facts: [deploy('api', 'abc'), deploy('web', 'abc')],
      now: START,
      pinned: pinned.map((commit, index) => ({
        entityRef: [API, WEB][index].ref,
        version: '1',
        commit,
      })),
    });
    expect(found.entities.map(each => each.releaseCommit)).toEqual(expected);
    expect(found.validUntil).toBeNull();
  });

  it('is known until the first of the facts expires', () => {
    const facts = [
      deploy('api', 'a', 3),
      deploy('web', 'a', 2),
      deploy('x', 'a', -1),
    ];
    expect(withReleases([API], { facts, now: START }).validUntil).toBe(
      later(2 * HOUR_MS).toISOString(),
    );
    expect(
      withReleases([API], { facts: [], now: START }).validUntil,
    ).toBeNull();
  });
});
