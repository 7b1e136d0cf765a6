import type {
  AttestationInput,
  AttestationTask,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  ADA,
  API,
  EVE,
  MARGARET,
  OTTO,
  RADIA,
  STORE,
} from '../__testUtils__/people';
import { startPeople, type People } from '../__testUtils__/startPeople';

const PATH = '/scorecards/system/default/store/attestations';
const DAY_MS = 24 * 60 * 60 * 1000;

function said(changes: Partial<AttestationInput> = {}): AttestationInput {
  return {
    about: 'c.audit/done',
    entityRef: STORE,
    role: 'security',
    statement: 'met',
    ...changes,
  };
}

const form = (...attestations: AttestationInput[]) => ({ attestations });

describe('attestations', () => {
  let people: People;
  beforeEach(async () => {
    people = await startPeople();
    await people.settled();
  });
  afterEach(() => people.stop());

  async function tasks(as: string = RADIA): Promise<AttestationTask[]> {
    const answer = await people.get(PATH, as);
    expect(
      people.errorsOf({
        path: '/scorecards/{kind}/{namespace}/{name}/attestations',
        method: 'get',
        status: answer.status,
        body: answer.body,
      }),
    ).toEqual([]);
    return answer.body.tasks;
  }

  async function task(about: string, as?: string): Promise<AttestationTask> {
    return (await tasks(as)).find(each => each.about === about)!;
  }

  it('are judged before they are answered, told, audited and shown', async () => {
    expect(await task('c.audit/done')).toMatchObject({
      state: 'missing',
      statement: 'I have seen the report of the audit.',
      role: 'security',
      validFor: 'P90D',
      may: { allowed: true },
    });
    const answer = await people.post(
      PATH,
      form(said({ note: 'Report of May', link: 'https://example.com/r' })),
      RADIA,
    );
    expect(answer.status).toBe(201);
    expect(
      people.errorsOf({
        path: '/scorecards/{kind}/{namespace}/{name}/attestations',
        method: 'post',
        status: 201,
        body: answer.body,
      }),
    ).toEqual([]);
    expect(answer.body).toMatchObject({
      evaluated: true,
      verdict: 'undecided',
      attestations: [
        {
          about: 'c.audit/done',
          by: RADIA,
          state: 'current',
          at: people.now().toISOString(),
          expiresAt: new Date(
            people.now().getTime() + 90 * DAY_MS,
          ).toISOString(),
        },
      ],
    });
    const { body: scorecard } = await people.get(
      '/scorecards/system/default/store',
    );
    const item = scorecard.items.find((each: any) => each.id === 'c.audit');
    expect(item).toMatchObject({ status: 'pass' });
    expect(await task('c.audit/done')).toMatchObject({
      state: 'current',
      newest: { note: 'Report of May', link: 'https://example.com/r' },
    });
    expect(people.audit).toContainEqual({
      eventId: 'attest',
      outcome: 'success',
      meta: {
        entityRef: STORE,
        by: RADIA,
        about: ['security: c.audit/done'],
      },
    });
  });

  it('come many at once, all or none', async () => {
    const row = said({ about: 'G3', role: 'owner' });
    const both = await people.post(PATH, form(row, said()), ADA);
    expect(both.status).toBe(403);
    expect(await task('G3', ADA)).toMatchObject({ state: 'missing' });
    const own = await people.post(PATH, form(row), ADA);
    expect(own.status).toBe(201);
    expect(await task('G3', ADA)).toMatchObject({ state: 'current' });
  });

  it('are given by whoever holds the role through a group in a group', async () => {
    const drill = said({ about: 'c.drill/done', role: 'sre' });
    expect((await people.post(PATH, form(drill), MARGARET)).status).toBe(201);
  });

  it('lapse when what they are bound to changes, and are renewed in one step', async () => {
    const drill = said({
      about: 'c.drill/done',
      role: 'sre',
      note: 'Drill of May',
    });
    const { body: given } = await people.post(PATH, form(drill), MARGARET);
    expect(await task('c.drill/done', MARGARET)).toMatchObject({
      state: 'current',
      boundTo: { what: 'probe.plan.status', value: 200 },
    });
    people.probe.plan = 201;
    await people.pass(2 * 60 * 60 * 1000);
    expect(await task('c.drill/done', MARGARET)).toMatchObject({
      state: 'lapsed',
      boundTo: { value: 201 },
      changed: ['probe.plan.status changed since it was stated'],
    });
    const renews = given.attestations[0].id;
    const renewed = await people.post(
      PATH,
      form(said({ about: 'c.drill/done', role: 'sre', renews })),
      MARGARET,
    );
    expect(renewed.body.attestations[0]).toMatchObject({
      renews,
      note: 'Drill of May',
    });
    expect(await task('c.drill/done', MARGARET)).toMatchObject({
      state: 'current',
    });
    const again = await people.post(
      PATH,
      form(said({ about: 'c.drill/done', role: 'sre', renews })),
      MARGARET,
    );
    expect(again.status).toBe(409);
    expect(again.body.error.message).toMatch(/was superseded/);
    const other = await people.post(PATH, form(said({ renews })), RADIA);
    expect(other.status).toBe(400);
    expect(other.body.error.message).toMatch(/says something else/);
  });

  it('cannot be bound to what is not known', async () => {
    people.probe.plan = 'down';
    await people.pass(4 * 60 * 60 * 1000);
    const answer = await people.post(
      PATH,
      form(said({ about: 'c.drill/done', role: 'sre' })),
      MARGARET,
    );
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(
      /stated of probe.plan.status, which is not known now/,
    );
  });

  it('expire, and are waited for again', async () => {
    await people.post(PATH, form(said({ validFor: 'P20D' })), RADIA);
    await people.pass(7 * DAY_MS);
    expect(await task('c.audit/done')).toMatchObject({ state: 'expiring' });
    await people.pass(14 * DAY_MS);
    expect(await task('c.audit/done')).toMatchObject({ state: 'expired' });
    const { body } = await people.get('/scorecards/system/default/store');
    expect(body.items.find((each: any) => each.id === 'c.audit').status).toBe(
      'unknown',
    );
  });

  it("settle an unknown condition with 'not in use', never a known one", async () => {
    expect(await task('c.optional/used', ADA)).toMatchObject({
      kind: 'criterion',
      state: 'not-wanted',
    });
    people.probe.optional = 'down';
    await people.pass(4 * 60 * 60 * 1000);
    const conditions = (await tasks(ADA)).filter(
      ({ kind }) => kind === 'condition',
    );
    expect(conditions).toMatchObject([
      { about: 'c.optional/used', state: 'missing', role: 'owner' },
    ]);
    const unused = said({
      about: 'c.optional/used',
      role: 'owner',
      statement: 'not-in-use',
    });
    await people.post(PATH, form(unused), ADA);
    const status = async () => {
      const { body } = await people.get('/scorecards/system/default/store');
      return body.items.find((each: any) => each.id === 'c.optional').status;
    };
    expect(await status()).toBe('not-applicable');
    people.probe.optional = 200;
    await people.pass(2 * 60 * 60 * 1000);
    expect(await status()).toBe('unknown');
  });

  it('are withdrawn by their author or their role, and revive nothing', async () => {
    await people.post(PATH, form(said()), RADIA);
    const { body } = await people.post(
      PATH,
      form(said({ statement: 'not-met' })),
      RADIA,
    );
    const { id } = body.attestations[0];
    const withdraw = (as: string) =>
      people.post(`/attestations/${id}/withdraw`, { reason: 'wrong' }, as);
    expect((await withdraw(ADA)).status).toBe(403);
    const done = await withdraw(RADIA);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      evaluated: true,
      attestation: { state: 'withdrawn', withdrawn: { by: RADIA } },
    });
    expect((await withdraw(RADIA)).status).toBe(409);
    expect(
      (await people.post('/attestations/x/withdraw', { reason: 'r' })).status,
    ).toBe(404);
    expect(await task('c.audit/done')).toMatchObject({ state: 'missing' });
  });

  it('are listed over all launch units, those that end first', async () => {
    await people.post(PATH, form(said()), RADIA);
    await people.post(
      PATH,
      form(said({ about: 'G3', role: 'owner', validFor: 'P5D' })),
      OTTO,
    );
    const { body } = await people.get('/attestations');
    expect(
      people.errorsOf({
        path: '/attestations',
        method: 'get',
        status: 200,
        body,
      }),
    ).toEqual([]);
    expect(body.attestations.map((each: any) => each.about)).toEqual([
      'G3',
      'c.audit/done',
    ]);
    const mine = await people.get('/attestations/tasks', MARGARET);
    expect(
      people.errorsOf({
        path: '/attestations/tasks',
        method: 'get',
        status: 200,
        body: mine.body,
      }),
    ).toEqual([]);
    expect(mine.body.tasks).toMatchObject([
      { about: 'c.drill/done', subjectRef: STORE, checklistId: 'launch' },
    ]);
    expect((await people.get('/attestations/tasks', EVE)).body.tasks).toEqual(
      [],
    );
  });
});

describe('attestations that nobody can give', () => {
  let people: People;
  beforeAll(async () => {
    people = await startPeople();
    await people.settled();
  });
  afterAll(() => people.stop());

  it.each<[string, Partial<AttestationInput>, string, number, RegExp]>([
    ['of another role', {}, ADA, 403, /Only members of .*security.* hold/],
    ['of no role', {}, EVE, 403, /Only members of/],
    [
      'as a role that is not asked',
      { role: 'owner' },
      ADA,
      400,
      /not stated by owner, but by security/,
    ],
    [
      'on what machines verify',
      { about: 'c.health/up' },
      RADIA,
      400,
      /verifies it otherwise/,
    ],
    ['on what is not there', { about: 'x' }, RADIA, 400, /Nobody is asked/],
    [
      'on another entity',
      { entityRef: API },
      RADIA,
      400,
      /not stated of component:default\/store-api: name one of system/,
    ],
    [
      'not in use without a condition',
      { statement: 'not-in-use' },
      RADIA,
      400,
      /no condition/,
    ],
    [
      'for longer than the checklist says',
      { validFor: 'P91D' },
      RADIA,
      400,
      /counts P90D at most/,
    ],
    ['for no time', { validFor: 'soon' }, RADIA, 400, /no duration/],
    [
      'with a link that is none',
      { link: 'ftp://example.com/x' },
      RADIA,
      400,
      /full https address/,
    ],
    [
      'again what was never said',
      { renews: 'x' },
      RADIA,
      404,
      /no attestation/,
    ],
    [
      'after a launch that was not',
      { about: 'P2', role: 'owner' },
      ADA,
      409,
      /none is recorded/,
    ],
  ])('are refused: %s', async (_, changes, as, status, message) => {
    const answer = await people.post(PATH, form(said(changes)), as);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
    expect(people.audit).toContainEqual(
      expect.objectContaining({ eventId: 'attest', outcome: 'fail' }),
    );
    const { body } = await people.get('/attestations');
    expect(body.attestations).toEqual([]);
  });

  it('are refused where the same is said twice', async () => {
    const answer = await people.post(PATH, form(said(), said()), RADIA);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/stated twice/);
  });
});

describe('with a policy', () => {
  it('nobody states without the permission, whatever their role', async () => {
    const people = await startPeople({
      denied: (permission, user) =>
        user === RADIA &&
        permission === 'production-readiness.attestation.create',
    });
    await people.settled();
    const denied = await people.post(PATH, form(said()), RADIA);
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toMatch(
      /production-readiness.attestation.create/,
    );
    // The role is asked for also where the policy grants everything.
    const granted = await people.post(PATH, form(said()), ADA);
    expect(granted.status).toBe(403);
    await people.stop();
  });
});
