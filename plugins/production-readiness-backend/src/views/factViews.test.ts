import type { LeafResult } from '@production-readiness/backstage-plugin-production-readiness-common';
import { later, START, storedFact } from '../store/__testUtils__/samples';
import { indexFacts } from './factViews';

const API = 'component:default/kamiyo-api';
const HIDDEN = 'component:default/secret';
const ALIAS = 'hidden:default/entity-1';

function leaf(entityRef: string, fact: string, ...path: string[]): LeafResult {
  return {
    kind: 'check',
    truth: 'true',
    counted: true,
    strength: 'measured',
    reads: [{ entityRef, fact, path }],
  };
}

const options: Parameters<typeof indexFacts>[0] = {
  facts: [
    storedFact({
      value: { status: 200, headers: { server: 'x'.repeat(400) } },
    }),
    storedFact({
      fact: 'tls.api',
      value: { validTo: null },
      collectedAt: later(1_000).toISOString(),
      refreshAfter: later(-1).toISOString(),
    }),
    storedFact({
      fact: 'http.failing',
      value: undefined,
      error: { message: 'no answer', at: START.toISOString() },
    }),
    storedFact({
      fact: 'http.silent',
      value: { reachable: false, failingSince: START.toISOString() },
    }),
    storedFact({ entityRef: HIDDEN, value: { status: 500 } }),
  ],
  aliases: new Map([[HIDDEN, ALIAS]]),
  full: false,
  now: START,
};
const index = indexFacts(options);

describe('facts beside results', () => {
  it.each([
    ['a field', leaf(API, 'http.health', 'status'), 200],
    ['a field that is null', leaf(API, 'tls.api', 'validTo'), null],
  ])('shows %s that was read', (_name, read, value) => {
    expect(index.withValues(read).values).toEqual([
      expect.objectContaining({ entityRef: API, value }),
    ]);
  });

  it('cuts a long text and says so', () => {
    const { values } = index.withValues(
      leaf(API, 'http.health', 'headers', 'server'),
    );
    expect(values?.[0].value).toBe(`${'x'.repeat(300)}… (400 characters)`);
  });

  it.each([
    ['no such fact', leaf(API, 'http.home', 'status')],
    ['a path that leads nowhere', leaf(API, 'http.health', 'status', 'x')],
    ['an inherited property', leaf(API, 'http.health', 'constructor')],
    ['a hidden entity', leaf(ALIAS, 'http.health', 'status')],
    ['a hidden entity by its ref', leaf(HIDDEN, 'http.health', 'status')],
  ])('shows no value for %s', (_name, read) => {
    expect(index.withValues(read).values).toBeUndefined();
  });

  it('tells when the newest of the facts was collected', () => {
    expect(
      index.checkedAt([leaf(API, 'http.health'), leaf(API, 'tls.api')]),
    ).toBe(later(1_000).toISOString());
    expect(index.checkedAt([leaf(API, 'http.home')])).toBeNull();
  });

  it('gives whole values only where they are asked for', () => {
    const leaves = [leaf(API, 'http.health', 'status'), leaf(API, 'http.home')];
    const values = (full: boolean) =>
      Object.values(indexFacts({ ...options, full }).views(leaves)).map(
        ({ value }) => value,
      );
    expect(values(false)).toEqual([undefined, undefined]);
    expect(values(true)).toEqual([
      expect.objectContaining({ status: 200 }),
      undefined,
    ]);
  });

  it('tells since when the thing itself does not answer', () => {
    const views = index.views([
      leaf(API, 'http.silent', 'status'),
      leaf(API, 'http.health', 'status'),
    ]);
    expect(Object.values(views).map(({ silent }) => silent)).toEqual([
      { since: START.toISOString() },
      undefined,
    ]);
  });

  it('lists what was read: fresh, stale, missing, failing and hidden', () => {
    const views = index.views([
      leaf(API, 'http.health', 'status'),
      leaf(API, 'tls.api'),
      leaf(API, 'http.home'),
      leaf(API, 'http.failing'),
      leaf(ALIAS, 'http.health', 'status'),
    ]);
    expect(
      Object.entries(views).map(([key, view]) => [
        key,
        view.stale,
        view.collectedAt !== null,
        view.hidden ?? false,
      ]),
    ).toEqual([
      [`${API}|http.health`, false, true, false],
      [`${API}|tls.api`, true, true, false],
      [`${API}|http.home`, false, false, false],
      [`${API}|http.failing`, false, false, false],
      [`${ALIAS}|http.health`, false, false, true],
    ]);
  });
});
