import type {
  AttestationInput,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  ADA,
  API,
  CHECKLIST,
  EVE,
  MARGARET,
  OTTO,
  PORTIA,
  RADIA,
  STORE,
} from '../__testUtils__/people';
import { startPeople, type People } from '../__testUtils__/startPeople';

const HOUR_MS = 60 * 60 * 1000;
const ATTEST = '/scorecards/system/default/store/attestations';
const COMMIT = 'a'.repeat(40);

/** What keeps the launch from a GO at the start is said by those who may. */
const STATED: [string, Partial<AttestationInput>][] = [
  [RADIA, { about: 'c.audit/done', role: 'security' }],
  [MARGARET, { about: 'c.drill/done', role: 'sre' }],
  [ADA, { about: 'G3', role: 'owner' }],
];

const SIGNERS: [string, string][] = [
  ['owner', OTTO],
  ['security', RADIA],
  ['sre', MARGARET],
];

async function stateAll(people: People) {
  for (const [as, changes] of STATED) {
    const { status } = await people.post(
      ATTEST,
      {
        attestations: [{ entityRef: STORE, statement: 'met', ...changes }],
      },
      as,
    );
    expect(status).toBe(201);
  }
}

const planned = (people: People, ms = 24 * HOUR_MS) =>
  new Date(people.now().getTime() + ms).toISOString();

async function open(people: People, as = ADA): Promise<ReviewView> {
  const answer = await people.post(
    '/reviews',
    {
      entityRef: STORE,
      plannedAt: planned(people),
      releases: [{ entityRef: API, version: '2.4.0', commit: COMMIT }],
    },
    as,
  );
  expect(answer.body).toMatchObject({ state: 'open' });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function signAll(people: People, id: string) {
  for (const [role, as] of SIGNERS) {
    const signed = await people.post(
      `/reviews/${id}/sign-offs`,
      { role, statement: 'go' },
      as,
    );
    expect([role, signed.status, signed.body.error?.message]).toEqual([
      role,
      200,
      undefined,
    ]);
  }
}

/** Items that are still open, each given to somebody. */
function assigned(people: People, { toAssign }: ReviewView) {
  return toAssign.map(({ item }) => ({
    item,
    owner: ADA,
    dueAt: planned(people, 10 * 24 * HOUR_MS),
  }));
}

async function review(people: People, id: string): Promise<ReviewView> {
  const answer = await people.get(`/reviews/${id}`);
  expect(
    people.errorsOf({
      path: '/reviews/{id}',
      method: 'get',
      status: answer.status,
      body: answer.body,
    }),
  ).toEqual([]);
  return answer.body;
}

async function decideGo(people: People, id: string) {
  const view = await review(people, id);
  return people.post(`/reviews/${id}/decision`, {
    outcome: 'go',
    openItems: assigned(people, view),
  });
}

describe('a launch review', () => {
  let people: People;
  beforeEach(async () => {
    people = await startPeople();
    await people.settled();
  });
  afterEach(() => people.stop());

  it('goes from open to a GO that is on record', async () => {
    const opened = await open(people);
    expect(opened).toMatchObject({
      number: 1,
      verdict: 'undecided',
      signOffs: { given: 0, wanted: 3 },
      pinned: {
        releases: [{ entityRef: API, version: '2.4.0', commit: COMMIT }],
        targets: { api: [API], system: [STORE] },
      },
      may: { decideGo: { allowed: false } },
    });
    await stateAll(people);
    const ready = await review(people, opened.id);
    expect(ready.verdict).toBe('go');
    expect(ready.may.decideGo).toEqual({
      allowed: false,
      why: 'Sign-offs are wanted of Owner, Security, Operations',
    });
    await signAll(people, opened.id);
    const signed = await review(people, opened.id);
    expect(signed.may.decideGo).toEqual({ allowed: true });
    expect(signed.signOffs).toEqual({ given: 3, wanted: 3 });
    expect(signed.toAssign.map(({ item }) => item)).toEqual(['c.soft']);

    const without = await people.post(`/reviews/${opened.id}/decision`, {
      outcome: 'go',
    });
    expect(without.status).toBe(400);
    expect(without.body.error.message).toMatch(
      /'Soft' \(c.soft\) is still open: give it an owner/,
    );
    const decided = await decideGo(people, opened.id);
    expect(decided.status).toBe(200);
    expect(decided.body).toMatchObject({
      state: 'decided',
      decision: { outcome: 'go', by: ADA },
      decisionDetails: {
        verdict: 'go',
        validUntil: planned(people, 7 * 24 * HOUR_MS),
        recordId: expect.stringMatching(/./),
      },
      openItems: [{ item: 'c.soft', owner: ADA, closedAt: null }],
      records: [{ kind: 'decision' }],
    });
    expect(decided.body.events.map((each: any) => each.kind)).toEqual([
      'review-opened',
      'sign-off-given',
      'sign-off-given',
      'sign-off-given',
      'review-decided',
    ]);
    expect(people.audit.filter(({ outcome }) => outcome === 'success')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ eventId: 'review-open' }),
        expect.objectContaining({ eventId: 'sign-off' }),
        expect.objectContaining({ eventId: 'decide' }),
      ]),
    );
    const { body: list } = await people.get('/reviews');
    expect(
      people.errorsOf({
        path: '/reviews',
        method: 'get',
        status: 200,
        body: list,
      }),
    ).toEqual([]);
    expect(list.reviews).toMatchObject([{ number: 1, state: 'decided' }]);
  });

  it('voids a sign-off when what it rests on is known worse, and keeps it when it is not known', async () => {
    const { id } = await open(people);
    await stateAll(people);
    await signAll(people, id);
    people.probe.health = 'down';
    await people.pass(4 * HOUR_MS);
    const unknown = await review(people, id);
    expect(unknown.verdict).toBe('undecided');
    const stateOf = (view: ReviewView) =>
      Object.fromEntries(
        view.signOffDetails.map(({ role, state }) => [role, state]),
      );
    expect(stateOf(unknown)).toEqual({
      owner: 'given',
      security: 'given',
      sre: 'suspended',
    });
    people.probe.health = 200;
    await people.pass(HOUR_MS);
    expect(stateOf(await review(people, id))).toMatchObject({ sre: 'given' });
    people.probe.health = 500;
    await people.pass(2 * HOUR_MS);
    expect(stateOf(await review(people, id))).toMatchObject({ sre: 'void' });
    people.probe.health = 200;
    await people.pass(2 * HOUR_MS);
    // Void is for ever: it has to be signed anew.
    expect(stateOf(await review(people, id))).toMatchObject({ sre: 'void' });
    const anew = await people.post(
      `/reviews/${id}/sign-offs`,
      { role: 'sre', statement: 'go' },
      MARGARET,
    );
    expect(stateOf(anew.body)).toMatchObject({ sre: 'given' });
  });

  it('withdraws a GO when a trigger trips, once', async () => {
    const { id } = await open(people);
    await stateAll(people);
    await signAll(people, id);
    await decideGo(people, id);
    people.probe.health = 'down';
    await people.pass(4 * HOUR_MS);
    expect(await review(people, id)).toMatchObject({ state: 'decided' });
    people.probe.health = 500;
    await people.pass(2 * HOUR_MS);
    await people.pass(2 * HOUR_MS);
    const withdrawn = await review(people, id);
    expect(withdrawn).toMatchObject({
      state: 'withdrawn',
      withdrawn: {
        reasons: [
          expect.stringMatching(/^Healthy/),
          expect.stringMatching(/^Health checks failing/),
        ],
      },
    });
    expect(
      withdrawn.events.filter(({ kind }) => kind === 'go-withdrawn'),
    ).toHaveLength(1);
    const launch = await people.post(`/reviews/${id}/launch`, {});
    expect(launch.status).toBe(409);
    expect(launch.body.error.message).toBe('Launch 1 is withdrawn');
  });

  it('launches, watches the windows, and is verified', async () => {
    const { id } = await open(people);
    await stateAll(people);
    await signAll(people, id);
    await decideGo(people, id);
    const launched = await people.post(`/reviews/${id}/launch`, {});
    expect(launched.body).toMatchObject({
      state: 'launched',
      launch: { by: ADA },
      postLaunch: [
        { id: 'hour', checks: [{ id: 'P1' }, { id: 'P2' }] },
        { id: 'day', checks: [{ id: 'P3' }] },
      ],
    });
    const stated = await people.post(
      ATTEST,
      {
        attestations: [
          { about: 'P2', entityRef: STORE, role: 'owner', statement: 'met' },
        ],
      },
      OTTO,
    );
    expect(stated.status).toBe(201);
    const checksOf = (view: ReviewView) =>
      Object.fromEntries(
        view.postLaunch
          .flatMap(({ checks }) => checks)
          .map(check => [check.id, check.state]),
      );
    expect(checksOf(await review(people, id))).toMatchObject({ P2: 'passed' });
    await people.pass(HOUR_MS + 1);
    expect(checksOf(await review(people, id))).toEqual({
      P1: 'passed',
      P2: 'passed',
      P3: 'waiting',
    });
    await people.pass(24 * HOUR_MS);
    expect(await review(people, id)).toMatchObject({
      state: 'verified',
      records: [
        { kind: 'decision' },
        { kind: 'launch' },
        ...Array(3).fill({ kind: 'post-launch' }),
        { kind: 'outcome' },
      ],
    });
  });

  it('expires where nobody launched', async () => {
    const { id } = await open(people);
    await stateAll(people);
    await signAll(people, id);
    await decideGo(people, id);
    await people.pass(7 * 24 * HOUR_MS + 1);
    expect(await review(people, id)).toMatchObject({ state: 'expired' });
  });

  it('launches by exception, as what it is', async () => {
    people.probe.health = 500;
    await people.pass(2 * HOUR_MS);
    const opened = await open(people);
    expect(opened.verdict).toBe('no-go');
    const body = {
      outcome: 'exception',
      openItems: assigned(people, opened),
    };
    const bare = await people.post(`/reviews/${opened.id}/decision`, body);
    expect(bare.status).toBe(400);
    expect(bare.body.error.message).toBe(
      'A launch by exception takes a reason',
    );
    const decided = await people.post(`/reviews/${opened.id}/decision`, {
      ...body,
      reason: 'The fair begins today',
    });
    expect(decided.body).toMatchObject({
      state: 'decided',
      decisionDetails: {
        outcome: 'exception',
        verdict: 'no-go',
        reason: 'The fair begins today',
      },
    });
    const launched = await people.post(`/reviews/${opened.id}/launch`, {});
    expect(launched.body).toMatchObject({ state: 'launched' });
  });

  it('shows first what changed since the last GO', async () => {
    const { id } = await open(people);
    await stateAll(people);
    await signAll(people, id);
    await decideGo(people, id);
    await people.post(`/reviews/${id}/launch`, {});
    people.probe.soft = 200;
    await people.pass(2 * HOUR_MS);
    const second = await open(people);
    expect(second.sinceLastGo).toMatchObject({
      number: 1,
      better: [{ item: 'c.soft', from: 'fail', to: 'pass' }],
      worse: [],
      added: [],
      carriedOver: 4,
    });
    // What is still valid is carried over: nothing has to be stated again.
    expect(second.verdict).toBe('go');
  });

  it('voids what was signed when the release changes', async () => {
    const { id } = await open(people);
    await stateAll(people);
    await signAll(people, id);
    const changed = await people.patch(`/reviews/${id}`, {
      releases: [{ entityRef: API, version: '2.4.1', commit: 'b'.repeat(40) }],
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      pinned: { releases: [{ version: '2.4.1' }] },
      signOffs: { given: 0, wanted: 3 },
    });
  });

  it('cannot rest on facts that are older than a day', async () => {
    const { id } = await open(people);
    await stateAll(people);
    people.probe.health = 'down';
    await people.pass(2 * HOUR_MS);
    await signAll(people, id);
    expect((await review(people, id)).may.decideGo.allowed).toBe(true);
  });
});

// Role by action by state: what is refused says why, by 403 or 409.
describe('who may do what to a launch, and when', () => {
  type Act = [
    name: string,
    act: (people: People, id: string, as: string) => any,
  ];
  const post =
    (path: string, body: object): Act[1] =>
    (people, id, as) =>
      people.post(`/reviews/${id}${path}`, body, as);
  const ACTS: Record<string, Act[1]> = {
    sign: post('/sign-offs', { role: 'security', statement: 'go' }),
    withdraw: post('/sign-offs/security/withdraw', { reason: 'wrong' }),
    'no-go': post('/decision', { outcome: 'no-go', reason: 'not today' }),
    go: post('/decision', { outcome: 'go' }),
    launch: post('/launch', {}),
    cancel: post('/cancel', { reason: 'called off' }),
    reopen: post('/reopen', { reason: 'again' }),
    change: (people, id, as) =>
      people.patch(`/reviews/${id}`, { plannedAt: planned(people) }, as),
  };

  async function bring(people: People, state: string): Promise<string> {
    const { id } = await open(people);
    if (state === 'open') return id;
    if (state === 'cancelled') {
      await people.post(`/reviews/${id}/cancel`, { reason: 'r' });
      return id;
    }
    if (state === 'signed') {
      await people.post(
        `/reviews/${id}/sign-offs`,
        { role: 'security', statement: 'go' },
        RADIA,
      );
      return id;
    }
    await people.post(`/reviews/${id}/decision`, {
      outcome: 'no-go',
      reason: 'r',
    });
    return id;
  }

  /** Leaves nothing open behind for the next test. */
  async function close(people: People, id: string) {
    await people.post(`/reviews/${id}/cancel`, { reason: 'over' });
  }

  const TABLE: [string, string, string, number][] = [
    ['open', 'sign', RADIA, 200],
    ['open', 'sign', ADA, 403],
    ['open', 'sign', MARGARET, 403],
    ['open', 'sign', EVE, 403],
    ['signed', 'sign', RADIA, 409],
    ['decided', 'sign', RADIA, 409],
    ['cancelled', 'sign', RADIA, 409],
    ['signed', 'withdraw', RADIA, 200],
    ['signed', 'withdraw', ADA, 403],
    ['signed', 'withdraw', EVE, 403],
    ['open', 'withdraw', RADIA, 409],
    ['open', 'no-go', ADA, 200],
    ['open', 'no-go', OTTO, 200],
    ['open', 'no-go', RADIA, 403],
    ['open', 'no-go', EVE, 403],
    ['decided', 'no-go', ADA, 409],
    ['cancelled', 'no-go', ADA, 409],
    ['open', 'go', ADA, 409],
    ['open', 'go', RADIA, 403],
    ['decided', 'go', ADA, 409],
    ['open', 'launch', ADA, 409],
    ['decided', 'launch', ADA, 409],
    ['decided', 'launch', EVE, 403],
    ['decided', 'launch', PORTIA, 403],
    ['open', 'cancel', ADA, 200],
    ['open', 'cancel', RADIA, 403],
    ['decided', 'cancel', ADA, 200],
    ['cancelled', 'cancel', ADA, 409],
    ['open', 'reopen', ADA, 409],
    ['decided', 'reopen', ADA, 200],
    ['decided', 'reopen', RADIA, 403],
    ['cancelled', 'reopen', ADA, 409],
    ['open', 'change', ADA, 200],
    ['open', 'change', MARGARET, 403],
    ['decided', 'change', ADA, 409],
  ];

  describe.each([
    ['off', undefined],
    ['on', () => false],
  ])('with the permission framework %s', (_, denied) => {
    let people: People;
    beforeAll(async () => {
      people = await startPeople({ denied });
      await people.settled();
    });
    afterAll(() => people.stop());

    it.each(TABLE)('%s: %s by %s is %s', async (state, act, as, status) => {
      const id = await bring(people, state);
      const answer = await ACTS[act](people, id, as);
      expect(answer.status).toBe(status);
      const { name, message = '' } = answer.body.error ?? {};
      expect([name, message !== '']).toEqual([
        { 200: undefined, 403: 'NotAllowedError', 409: 'ConflictError' }[
          status
        ],
        status !== 200,
      ]);
      await close(people, id);
    });
  });

  it.each([
    ['sign', RADIA, 'production-readiness.review.sign'],
    ['no-go', ADA, 'production-readiness.review.decide'],
    ['cancel', ADA, 'production-readiness.review.open'],
    ['launch', ADA, 'production-readiness.review.launch'],
  ])('%s takes the permission too', async (act, as, permission) => {
    const people = await startPeople({
      denied: (name, user) => name === permission && user === as,
    });
    await people.settled();
    const opened = await people.post(
      '/reviews',
      { entityRef: STORE, plannedAt: planned(people) },
      permission.endsWith('open') ? OTTO : ADA,
    );
    const answer = await ACTS[act](people, opened.body.id, as);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(permission);
    await people.stop();
  });

  it('is opened once, by who decides, of a launch unit, for the future', async () => {
    const people = await startPeople();
    await people.settled();
    const attempt = (body: object, as = ADA) =>
      people.post(
        '/reviews',
        { entityRef: STORE, plannedAt: planned(people), ...body },
        as,
      );
    expect((await attempt({}, RADIA)).status).toBe(403);
    expect(
      (await attempt({ plannedAt: planned(people, -HOUR_MS) })).status,
    ).toBe(400);
    expect((await attempt({ entityRef: API })).status).toBe(400);
    expect(
      (await attempt({ releases: [{ entityRef: STORE, version: '1' }] })).body
        .error.message,
    ).toMatch(/is no component of this launch unit/);
    expect((await attempt({})).status).toBe(201);
    const again = await attempt({});
    expect(again.status).toBe(409);
    expect(again.body.error.message).toMatch(/under review already/);
    expect((await people.get('/reviews/none')).status).toBe(404);
    await people.stop();
  });

  it('records no GO while the checklist only observes', async () => {
    const people = await startPeople({
      config: {},
      checklist: CHECKLIST.replace('mode: enforce', 'mode: observe'),
    });
    await people.settled();
    const { id } = await open(people);
    await stateAll(people);
    await signAll(people, id);
    const decided = await decideGo(people, id);
    expect(decided.status).toBe(409);
    expect(decided.body.error.message).toBe(
      'The checklist only observes: no GO can be recorded',
    );
    await people.stop();
  });

  it('lets roles combine in a small team, but nobody be the sole signer', async () => {
    const people = await startPeople({
      checklist: CHECKLIST.replace(
        'separation: strict',
        'separation: small-team',
      ).replace('signOffs: [owner, security, sre]', 'signOffs: [owner, sre]'),
      config: {
        roles: {
          security: 'group:default/security',
          sre: ['group:default/owners', 'group:default/operations'],
        },
      },
    });
    await people.settled();
    await stateAll(people);
    const { id } = await open(people);
    for (const role of ['owner', 'sre']) {
      const signed = await people.post(
        `/reviews/${id}/sign-offs`,
        { role, statement: 'go' },
        ADA,
      );
      expect(signed.status).toBe(200);
    }
    const alone = await decideGo(people, id);
    expect(alone.status).toBe(409);
    expect(alone.body.error.message).toMatch(/Nobody is the sole signer/);
    await people.post(
      `/reviews/${id}/sign-offs/sre/withdraw`,
      { reason: 'another signs' },
      ADA,
    );
    await people.post(
      `/reviews/${id}/sign-offs`,
      { role: 'sre', statement: 'go' },
      MARGARET,
    );
    expect((await decideGo(people, id)).status).toBe(200);
    await people.stop();
  });
});
