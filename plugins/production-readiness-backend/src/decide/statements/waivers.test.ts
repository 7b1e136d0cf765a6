import type { WaiverInput } from '@production-readiness/backstage-plugin-production-readiness-common';
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

const SCORECARD = '/scorecards/system/default/store';
const PATH = `${SCORECARD}/waivers`;
const DAY_MS = 24 * 60 * 60 * 1000;

describe('waivers', () => {
  let people: People;
  beforeAll(async () => {
    people = await startPeople();
    await people.settled();
  });
  // None stands in the way of the next test's.
  afterEach(async () => {
    const { body } = await people.get(
      '/waivers?state=requested&state=approved',
    );
    for (const { id, state } of body.waivers) {
      const act = state === 'requested' ? 'refuse' : 'revoke';
      await people.post(
        `/waivers/${id}/${act}`,
        { [act === 'refuse' ? 'note' : 'reason']: 'over' },
        RADIA,
      );
    }
  });
  afterAll(() => people.stop());

  const asked = (changes: Partial<WaiverInput> = {}): WaiverInput => ({
    about: 'c.soft',
    reason: 'The supplier mends it',
    expiresAt: new Date(people.now().getTime() + 30 * DAY_MS).toISOString(),
    ...changes,
  });
  const statusOf = async (item: string) => {
    const { body } = await people.get(SCORECARD);
    return body.items.find((each: any) => each.id === item).status;
  };

  it('are asked for by one, approved by another, and revoked', async () => {
    const requested = await people.post(PATH, asked(), ADA);
    expect(requested.status).toBe(201);
    expect(
      people.errorsOf({
        path: '/scorecards/{kind}/{namespace}/{name}/waivers',
        method: 'post',
        status: 201,
        body: requested.body,
      }),
    ).toEqual([]);
    expect(requested.body).toMatchObject({
      state: 'requested',
      title: 'Soft',
      role: 'security',
      requestedBy: ADA,
      may: {
        approve: {
          allowed: false,
          why: 'Nobody settles a waiver that they asked for themselves',
        },
      },
    });
    expect(await statusOf('c.soft')).toBe('fail');

    const { id } = requested.body;
    const { body: list } = await people.get('/waivers', RADIA);
    expect(
      people.errorsOf({
        path: '/waivers',
        method: 'get',
        status: 200,
        body: list,
      }),
    ).toEqual([]);
    expect(list.waivers).toMatchObject([
      { id, may: { approve: { allowed: true }, revoke: { allowed: false } } },
    ]);
    const approved = await people.post(
      `/waivers/${id}/approve`,
      { note: 'agreed' },
      RADIA,
    );
    expect(approved.status).toBe(200);
    expect(
      people.errorsOf({
        path: '/waivers/{id}/approve',
        method: 'post',
        status: 200,
        body: approved.body,
      }),
    ).toEqual([]);
    expect(approved.body).toMatchObject({
      state: 'approved',
      evaluated: true,
      settled: { by: RADIA, note: 'agreed' },
    });
    const { body: scorecard } = await people.get(SCORECARD);
    expect(await statusOf('c.soft')).toBe('waived');
    // It takes an item off the list and changes no arithmetic.
    expect(scorecard.score).toMatchObject({ waived: 1 });
    const again = await people.post(`/waivers/${id}/approve`, {}, RADIA);
    expect(again.status).toBe(409);
    const revoked = await people.post(
      `/waivers/${id}/revoke`,
      { reason: 'mended' },
      ADA,
    );
    expect(revoked.body).toMatchObject({ state: 'revoked' });
    expect(await statusOf('c.soft')).toBe('fail');
    expect(
      people.audit.map(({ eventId, outcome }) => [eventId, outcome]),
    ).toEqual(
      expect.arrayContaining([
        ['waiver-request', 'success'],
        ['waiver-approve', 'success'],
        ['waiver-approve', 'fail'],
        ['waiver-revoke', 'success'],
      ]),
    );
  });

  it('end by themselves', async () => {
    const { body } = await people.post(PATH, asked(), ADA);
    await people.post(`/waivers/${body.id}/approve`, {}, RADIA);
    await people.pass(31 * DAY_MS);
    expect(await statusOf('c.soft')).toBe('fail');
    const { body: list } = await people.get('/waivers?state=expired');
    expect(list.waivers).toMatchObject([{ id: body.id, state: 'expired' }]);
  });

  it.each<[string, () => Partial<WaiverInput>, string, number, RegExp]>([
    ['by nobody concerned', () => ({}), EVE, 403, /Owner or Security/],
    ['by another role', () => ({}), MARGARET, 403, /you are neither/],
    [
      'of a critical item',
      () => ({ about: 'c.health' }),
      ADA,
      400,
      /A decision names 'Healthy'/,
    ],
    [
      'of a criterion that a trigger reads',
      () => ({ about: 'c.health/up' }),
      ADA,
      400,
      /A decision names/,
    ],
    ['of a row', () => ({ about: 'G3' }), ADA, 400, /decides on the launch/],
    ['of a trigger', () => ({ about: 'N1' }), ADA, 400, /never waived/],
    ['of nothing', () => ({ about: 'x' }), ADA, 400, /There is no item/],
    [
      'for ever',
      () => ({ expiresAt: '2030-01-01T00:00:00.000Z' }),
      ADA,
      400,
      /at the latest: productionReadiness.waivers.maxDuration/,
    ],
    [
      'that ended',
      () => ({ expiresAt: '2020-01-01T00:00:00.000Z' }),
      ADA,
      400,
      /ends in the future/,
    ],
    [
      'on a stranger',
      () => ({ entityRef: 'component:default/other' }),
      ADA,
      400,
      /is no part of/,
    ],
    ['without a reason', () => ({ reason: ' ' }), ADA, 400, /reason/],
  ])('are refused: %s', async (_, changes, as, status, message) => {
    const answer = await people.post(PATH, asked(changes()), as);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
  });

  // Role by action by state: what is refused says why.
  it.each<[string, string, string, string, number]>([
    ['requested', 'approve', RADIA, 'security', 200],
    ['requested', 'approve', ADA, 'who asked', 403],
    ['requested', 'approve', OTTO, 'another owner', 403],
    ['requested', 'approve', MARGARET, 'sre', 403],
    ['requested', 'approve', EVE, 'nobody', 403],
    ['requested', 'refuse', RADIA, 'security', 200],
    ['requested', 'refuse', ADA, 'who asked', 403],
    ['requested', 'refuse', EVE, 'nobody', 403],
    ['requested', 'revoke', RADIA, 'security', 409],
    ['requested', 'revoke', ADA, 'who asked', 409],
    ['requested', 'revoke', EVE, 'nobody', 403],
    ['approved', 'approve', RADIA, 'security', 409],
    ['approved', 'refuse', RADIA, 'security', 409],
    ['approved', 'revoke', RADIA, 'security', 200],
    ['approved', 'revoke', ADA, 'who asked', 200],
    ['approved', 'revoke', OTTO, 'another owner', 403],
    ['approved', 'revoke', EVE, 'nobody', 403],
    ['refused', 'approve', RADIA, 'security', 409],
    ['refused', 'revoke', RADIA, 'security', 409],
    ['revoked', 'approve', RADIA, 'security', 409],
    ['revoked', 'revoke', RADIA, 'security', 409],
  ])('%s: %s by %s (%s) is %s', async (state, act, as, _, status) => {
    const { body } = await people.post(
      PATH,
      asked({ entityRef: undefined }),
      ADA,
    );
    const settle = (each: string, by: string) =>
      people.post(
        `/waivers/${body.id}/${each}`,
        { [each === 'revoke' ? 'reason' : 'note']: 'because' },
        by,
      );
    if (state === 'approved' || state === 'revoked') {
      await settle('approve', RADIA);
    }
    if (state === 'refused') await settle('refuse', RADIA);
    if (state === 'revoked') await settle('revoke', RADIA);
    const answer = await settle(act, as);
    expect(answer.status).toBe(status);
    const { message = '' } = answer.body.error ?? {};
    expect(message !== '').toBe(status !== 200);
  });

  it('hold on one entity where they name it', async () => {
    const own = await people.post(PATH, asked({ entityRef: STORE }), OTTO);
    expect(own.body).toMatchObject({ entityRef: STORE });
    const { body: ofMember } = await people.get(
      `/waivers?entityRef=${API}&state=requested`,
    );
    expect(ofMember.waivers).toMatchObject([{ id: own.body.id }]);
    const { body: none } = await people.get(
      '/waivers?entityRef=component:default/other',
    );
    expect(none.waivers).toEqual([]);
    // One for all of it is another one.
    expect((await people.post(PATH, asked(), OTTO)).status).toBe(201);
    expect((await people.post(PATH, asked(), OTTO)).status).toBe(409);
  });
});
