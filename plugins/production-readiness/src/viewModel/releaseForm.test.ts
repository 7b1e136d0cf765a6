import type { FactView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { API, FRONTEND, POSTGRES, SYSTEM } from '../testing/kamiyoItems';
import {
  isUsableCommit,
  linesOfReleases,
  liveReleases,
  releaseName,
  toChange,
  toReleases,
} from './releaseForm';

const COMMIT = 'a'.repeat(40);

function member(entityRef: string) {
  return {
    entityRef,
    targets: [],
    holdsBack: 'no' as const,
    through: [],
    items: {},
    passed: 0,
    applicable: 0,
  };
}

function deploy(entityRef: string, value: FactView['value']): FactView {
  return {
    entityRef,
    fact: 'render.deploy',
    collector: 'render',
    value,
    evidence: [],
    collectedAt: null,
    expiresAt: null,
    stale: false,
  };
}

it('asks for a release of each component, with the commit that is live', () => {
  expect(
    liveReleases({
      subjectRef: SYSTEM,
      members: [API, FRONTEND, POSTGRES].map(member),
      facts: {
        [`${API}|render.deploy`]: deploy(API, { live: { commit: COMMIT } }),
        [`${FRONTEND}|render.deploy`]: deploy(FRONTEND, { live: null }),
      },
    }),
  ).toEqual([
    { entityRef: API, version: '', commit: COMMIT },
    { entityRef: FRONTEND, version: '', commit: '' },
  ]);
});

it('asks for the release of a launch unit that is a component itself', () => {
  expect(
    liveReleases({ subjectRef: API, members: [member(API)], facts: {} }),
  ).toEqual([{ entityRef: API, version: '', commit: '' }]);
});

it('asks for none of a component that others make up', () => {
  expect(
    liveReleases({
      subjectRef: API,
      members: [member(API), member(FRONTEND)],
      facts: {},
    }).map(each => each.entityRef),
  ).toEqual([FRONTEND]);
});

it('leaves to the server what nobody wrote', () => {
  expect(
    toReleases([
      { entityRef: API, version: ' 2.4.0 ', commit: '' },
      { entityRef: FRONTEND, version: '', commit: COMMIT.toUpperCase() },
      { entityRef: POSTGRES, version: ' ', commit: '' },
    ]),
  ).toEqual([
    { entityRef: API, version: '2.4.0' },
    { entityRef: FRONTEND, commit: COMMIT },
  ]);
});

it.each([
  ['', true],
  [COMMIT, true],
  ['b'.repeat(64), true],
  ['abc1234', false],
  ['g'.repeat(40), false],
])('takes the commit %s: %s', (text, usable) => {
  expect(isUsableCommit(text)).toBe(usable);
});

describe('a change', () => {
  const before = {
    plannedAt: '2026-12-01T10:00:00.000Z',
    releases: [
      { entityRef: API, version: '2.4.0', commit: COMMIT },
      { entityRef: POSTGRES, version: '17', commit: null },
    ],
  };
  const same = {
    plannedAt: '2026-12-01T10:00:00Z',
    lines: linesOfReleases(before.releases),
  };

  it('is none where nothing differs', () => {
    expect(toChange(before, same)).toBeUndefined();
  });

  it('of the time says only that', () => {
    const plannedAt = '2026-12-02T10:00:00.000Z';
    expect(toChange(before, { ...same, plannedAt })).toEqual({ plannedAt });
  });

  it('of a release names all of them', () => {
    const [api, postgres] = same.lines;
    expect(
      toChange(before, {
        ...same,
        lines: [{ ...api, version: '2.4.1' }, postgres],
      }),
    ).toEqual({
      releases: [
        { entityRef: API, version: '2.4.1', commit: COMMIT },
        { entityRef: POSTGRES, version: '17' },
      ],
    });
  });
});

it.each([
  ['2.4.0', COMMIT, '2.4.0'],
  ['', COMMIT, 'aaaaaaaa'],
  ['', null, ''],
])('calls the release %s of %s %s', (version, commit, name) => {
  expect(releaseName({ version, commit })).toBe(name);
});
