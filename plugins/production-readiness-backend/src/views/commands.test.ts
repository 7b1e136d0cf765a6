import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { shippedFiles } from '../checklists/testing/readShipped';
import type { LoadedChecklist } from '../checklists/types';
import {
  entityColumns,
  memberRow,
  START,
  storedFact,
  SUBJECT,
} from '../store/__testUtils__/samples';
import { commandViews, silence } from './commands';
import type { ScorecardParts } from './scorecardView';

it.each<[JsonValue | undefined, string | undefined]>([
  [
    { reachable: false, failingSince: '2026-06-01T11:58:07Z', status: null },
    'does not answer since 2026-06-01 11:58 UTC',
  ],
  [{ reachable: false, failingSince: null }, 'does not answer'],
  [{ reachable: true, failingSince: null, status: 200 }, undefined],
  [{ status: null }, undefined],
  [null, undefined],
  [undefined, undefined],
])('says of %j: %s', (value, said) => {
  expect(silence(value)).toBe(said);
});

describe('what commands answer', () => {
  const API = 'component:default/kamiyo-api';
  const OTHER = 'component:default/another-api';
  const FRONTEND = 'component:default/kamiyo-frontend';
  const component = (name: string, type: string, target: string) =>
    memberRow({
      ...entityColumns({
        entityRef: `component:default/${name}`,
        kind: 'component',
        name,
        type,
      }),
      isSubject: false,
      catalogKind: 'Component',
      targets: [target],
    });
  const members = [
    memberRow(),
    component('kamiyo-api', 'service', 'api'),
    component('another-api', 'service', 'api'),
    component('kamiyo-frontend', 'website', 'frontend'),
  ];
  const status = (entityRef: string, value: string) =>
    storedFact({
      entityRef,
      value: { status: 200, fields: { status: value } },
    });

  let loaded: LoadedChecklist;
  beforeAll(async () => {
    const { checklist } = parseChecklist(await shippedFiles('kamiyo'));
    loaded = {
      checklist: checklist!,
      compiled: compileChecklist(checklist!),
    } as LoadedChecklist;
  });

  function answersOn(entityRef: string, hidden: string[] = []) {
    const views = commandViews(
      {
        found: {
          entityRef,
          isSubject: entityRef === SUBJECT.subjectRef,
          members,
          aliases: new Map(hidden.map(ref => [ref, 'hidden:default/one'])),
        },
        loaded,
        facts: [
          status(OTHER, 'other'),
          status(API, 'healthy'),
          storedFact({
            entityRef: FRONTEND,
            fact: 'http.home',
            value: { status: 200 },
          }),
        ],
        now: START,
      } as unknown as ScorecardParts,
      { get: () => ({ title: 'connected' }) },
    );
    const of = (id: string) => views.find(view => view.id === id);
    return { health: of('health'), frontend: of('frontend') };
  }

  it('is of the first of a target on the page of the whole', () => {
    const { health, frontend } = answersOn(SUBJECT.subjectRef);
    expect(health).toMatchObject({ entityRef: OTHER, result: 'other' });
    expect(frontend).toMatchObject({ entityRef: FRONTEND, result: 200 });
  });

  it("is a member's own on its page, and of another's target what that says", () => {
    const { health, frontend } = answersOn(API);
    expect(health).toMatchObject({ entityRef: API, result: 'healthy' });
    expect(frontend).toMatchObject({ entityRef: FRONTEND, result: 200 });
  });

  it('is withheld where all of the target are hidden, and not denied', () => {
    const { health, frontend } = answersOn(API, [FRONTEND, OTHER]);
    expect(health).toMatchObject({ entityRef: API, result: 'healthy' });
    expect(frontend).toMatchObject({
      entityRef: null,
      result: null,
      unknown: 'This concerns an entity that you may not see',
    });
  });
});
