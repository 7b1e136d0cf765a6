import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { productionReadinessPlugin } from './plugin';
import { createAnswerChecker } from './__testUtils__/apiAnswers';
import { LEDGER, SHOP, SHOP_API, SHOP_VAULT } from './__testUtils__/shop';
import {
  BLIND,
  EVE,
  NOBODY,
  probeModule,
  READER_OF_A,
  READER_OF_C,
  startShop,
} from './__testUtils__/startShop';

const SHOP_PATH = '/scorecards/system/default/shop';
const API_PATH = '/scorecards/component/default/shop-api';
const VAULT_PATH = '/scorecards/component/default/shop-vault';
const LEDGER_PATH = '/scorecards/system/default/ledger';

describe('the plugin', () => {
  const errorsOf = createAnswerChecker();
  let shop: Awaited<ReturnType<typeof startShop>>;

  beforeAll(async () => {
    shop = await startShop();
    await shop.untilRun(SHOP_PATH);
    await shop.untilRun(LEDGER_PATH);
  });

  afterAll(async () => {
    await shop.stop();
  });

  describe('answers as its OpenAPI document says', () => {
    it.each([
      ['/checklists', '/checklists', 200],
      ['/checklists/shop', '/checklists/{id}', 200],
      ['/scorecards', '/scorecards', 200],
      [SHOP_PATH, '/scorecards/{kind}/{namespace}/{name}', 200],
      [API_PATH, '/scorecards/{kind}/{namespace}/{name}', 200],
      [`${SHOP_PATH}?facts=full`, '/scorecards/{kind}/{namespace}/{name}', 200],
      [
        `${SHOP_PATH}/history`,
        '/scorecards/{kind}/{namespace}/{name}/history',
        200,
      ],
      [`${SHOP_PATH}/gate`, '/scorecards/{kind}/{namespace}/{name}/gate', 200],
      [`${API_PATH}/gate`, '/scorecards/{kind}/{namespace}/{name}/gate', 200],
      [`${SHOP_PATH}/runs`, '/scorecards/{kind}/{namespace}/{name}/runs', 200],
      ['/connections', '/connections', 200],
      ['/checklists/none', '/checklists/{id}', 404],
      [
        '/scorecards/system/default/none',
        '/scorecards/{kind}/{namespace}/{name}',
        404,
      ],
      ['/scorecards?limit=0', '/scorecards', 400],
    ])('GET %s', async (url, path, status) => {
      const answer = await shop.get(url);
      expect(answer.status).toBe(status);
      expect(
        errorsOf({ path, method: 'get', status, body: answer.body }),
      ).toEqual([]);
    });
  });

  it('judges a launch unit by what was collected', async () => {
    const { body } = await shop.get(SHOP_PATH);
    expect(body).toMatchObject({
      entityRef: SHOP,
      subjectRef: SHOP,
      isSubject: true,
      state: 'ready',
      verdict: 'no-go',
      score: { completed: 0, applicable: 2, total: 2 },
      run: { state: 'succeeded' },
      available: [{ id: 'shop', subjectRef: SHOP }],
    });
    const [healthy, reviewed] = body.items;
    expect(healthy).toMatchObject({
      id: 'runtime.healthy',
      status: 'fail',
      why: 'What does not answer cannot serve.',
      fix: 'Make it answer.',
    });
    expect(
      healthy.criteria[0].entities.map((each: any) => [
        each.entityRef,
        each.status,
        each.leaves[0].values[0].value,
        each.checkedAt !== null,
      ]),
    ).toEqual([
      [SHOP_API, 'pass', 200, true],
      [SHOP_VAULT, 'fail', 503, true],
    ]);
    expect(reviewed).toMatchObject({ status: 'unknown' });
    expect(body.facts[`${SHOP_VAULT}|probe.health`]).toMatchObject({
      collectedAt: expect.any(String),
      evidence: [{ response: '503' }],
      stale: false,
    });
  });

  it('gives the values of all facts where they are asked for, one answer beside the other', async () => {
    const valueAt = async (path: string) => {
      const { body } = await shop.get(path);
      return body.facts[`${SHOP_VAULT}|probe.health`].value;
    };
    expect(await valueAt(SHOP_PATH)).toBeUndefined();
    expect(await valueAt(`${SHOP_PATH}?facts=full`)).toEqual({ status: 503 });
    expect(await valueAt(SHOP_PATH)).toBeUndefined();
  });

  it('compresses the answer only for whom it may', async () => {
    const [packed, plain] = await Promise.all(
      ['gzip', 'identity'].map(accepted =>
        shop.get(SHOP_PATH).set('Accept-Encoding', accepted),
      ),
    );
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers.vary).toContain('Accept-Encoding');
    expect(packed.body).toEqual(plain.body);
  });

  it("shows a member its share and the launch unit's verdict", async () => {
    const { body } = await shop.get(API_PATH);
    expect(body).toMatchObject({
      entityRef: SHOP_API,
      subjectRef: SHOP,
      isSubject: false,
      verdict: 'no-go',
      holdsBack: 'no',
      share: { passed: 1, applicable: 1 },
      categories: [{ id: 'runtime', passed: 1, applicable: 1 }],
    });
    expect(body.items.map((item: any) => [item.id, item.status])).toEqual([
      ['runtime.healthy', 'pass'],
    ]);
    expect(Object.keys(body.facts)).toContain(`${SHOP_API}|probe.health`);
  });

  it('answers the gate with contacts and live results', async () => {
    const { body } = await shop.get(`${SHOP_PATH}/gate`);
    expect(body).toMatchObject({
      verdict: 'no-go',
      titles: { 'runtime.healthy': 'Answers' },
      contacts: [{ id: 'on-call', name: 'Ada', phone: '+44 1' }],
    });
    const vault = await shop.get(`${VAULT_PATH}/gate`);
    expect(
      [...body.commands, ...vault.body.commands].map(each => [
        each.entityRef,
        each.result,
        each.checkedAt !== null,
      ]),
    ).toEqual([
      [SHOP_API, 200, true],
      [SHOP_VAULT, 503, true],
    ]);
    const service = await request(shop.server)
      .get(`/api/production-readiness${SHOP_PATH}/gate`)
      .set('Authorization', `Bearer ${mockCredentials.service.token()}`);
    expect(service.body.contacts).toMatchObject([{ name: null, phone: null }]);
  });

  it('runs when asked, tells how far it is and puts it on record', async () => {
    const asked = await shop.post(`${API_PATH}/runs`, { checklist: 'shop' });
    expect(asked.status).toBe(202);
    expect(
      errorsOf({
        path: '/scorecards/{kind}/{namespace}/{name}/runs',
        method: 'post',
        status: 202,
        body: asked.body,
      }),
    ).toEqual([]);
    expect(asked.body).toMatchObject({ subjectRef: SHOP, reason: 'asked' });
    const ended = await shop.untilRun(SHOP_PATH);
    expect(ended).toMatchObject({
      id: asked.body.id,
      state: 'succeeded',
      progress: { done: 2, total: 2 },
    });
    const run = await shop.get(`${API_PATH}/runs/${asked.body.id}`);
    expect(run.body).toEqual(ended);
    expect(
      (await shop.get(`${LEDGER_PATH}/runs/${asked.body.id}`)).status,
    ).toBe(404);
    expect(shop.audit).toContainEqual({
      eventId: 'run-request',
      outcome: 'success',
      meta: { entityRef: SHOP_API, checklist: 'shop' },
    });
  });

  it('keeps what changed and one point a day', async () => {
    for (const status of [200, 503]) {
      shop.answers[SHOP_VAULT] = status;
      const { body } = await shop.post(`${SHOP_PATH}/runs`, {});
      expect(await shop.untilRun(SHOP_PATH)).toMatchObject({ id: body.id });
    }
    const { body } = await shop.get(`${SHOP_PATH}/history`);
    expect(body.points).toMatchObject([
      { completed: 0, applicable: 2, verdict: 'no-go' },
    ]);
    expect(
      body.transitions.map((each: any) => [
        each.entityRef,
        each.item,
        each.from,
        each.to,
      ]),
    ).toEqual([
      [SHOP, 'runtime.healthy', 'pass', 'fail'],
      [SHOP, 'runtime.healthy', 'fail', 'pass'],
    ]);
    const ofMember = await shop.get(`${VAULT_PATH}/history`);
    expect(
      ofMember.body.transitions.map((each: any) => each.entityRef),
    ).toEqual([SHOP_VAULT, SHOP_VAULT]);

    const first = await shop.get(`${SHOP_PATH}/history?limit=1`);
    const second = await shop.get(
      `${SHOP_PATH}/history?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect([...first.body.transitions, ...second.body.transitions]).toEqual(
      body.transitions,
    );
    expect(second.body).toMatchObject({ points: [], nextCursor: null });
  });

  describe('permissions', () => {
    it.each([
      [EVE, [LEDGER, SHOP], 2],
      [READER_OF_A, [SHOP], 1],
      [READER_OF_C, [], 0],
    ])('%s lists and counts exactly %j', async (user, refs, count) => {
      const { body } = await shop.get('/scorecards', user);
      expect(body.items.map((row: any) => row.entityRef).sort()).toEqual(refs);
      expect(body.totals.count).toBe(count);
      const byVerdict = body.totals.byVerdict.map((each: any) => each.count);
      expect(byVerdict.reduce((a: number, b: number) => a + b, 0)).toBe(count);
    });

    it.each([
      ['a launch unit of theirs', READER_OF_A, SHOP_PATH],
      ["a member of it that is another's", READER_OF_A, API_PATH],
      ['a member of theirs', READER_OF_C, API_PATH],
    ])('allows to read %s', async (_name, user, path) => {
      expect((await shop.get(path, user)).status).toBe(200);
    });

    it.each([
      ["another's launch unit", READER_OF_A, LEDGER_PATH],
      ['the launch unit of a member of theirs', READER_OF_C, SHOP_PATH],
      ['anything, without permission', NOBODY, SHOP_PATH],
      ['the list, without permission', NOBODY, '/scorecards'],
      ['checklists, without permission', NOBODY, '/checklists'],
      ['history, without permission', NOBODY, `${SHOP_PATH}/history`],
      ['the gate, without permission', NOBODY, `${SHOP_PATH}/gate`],
      ['runs, without permission', NOBODY, `${SHOP_PATH}/runs`],
    ])('refuses to show %s', async (_name, user, path) => {
      const answer = await shop.get(path, user);
      expect(answer.status).toBe(403);
      expect(answer.body.error).toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('production-readiness.'),
      });
    });

    it('refuses to run without permission, and records the attempt', async () => {
      const answer = await shop.post(`${LEDGER_PATH}/runs`, {}, NOBODY);
      expect(answer.status).toBe(403);
      expect(shop.audit).toContainEqual({
        eventId: 'run-request',
        outcome: 'fail',
        meta: { entityRef: LEDGER, checklist: null },
      });
    });

    it('takes no one who has not signed in', async () => {
      const answer = await request(shop.server)
        .get('/api/production-readiness/scorecards')
        .set('Authorization', mockCredentials.none.header());
      expect(answer.status).toBe(401);
    });

    it('withholds what the reader may not see in the catalog; status and verdict stay', async () => {
      const seen = await shop.get(SHOP_PATH);
      const hidden = await shop.get(SHOP_PATH, BLIND);
      expect(JSON.stringify(hidden.body)).not.toMatch(/vault/);
      expect(JSON.stringify(hidden.body)).not.toMatch(/503/);
      expect(hidden.body.score).toEqual(seen.body.score);
      expect(hidden.body.verdict).toBe(seen.body.verdict);
      expect(
        hidden.body.items.map((item: any) => [item.id, item.status]),
      ).toEqual(seen.body.items.map((item: any) => [item.id, item.status]));
      const gate = await shop.get(`${SHOP_PATH}/gate`, BLIND);
      expect(JSON.stringify(gate.body)).not.toMatch(/vault|503/);
      const vault = await shop.get(VAULT_PATH, BLIND);
      expect(vault.status).toBe(404);
      expect(vault.body.error.code).toBe('unknown-entity');
    });

    it('lets the permission framework apply conditions to one entity', async () => {
      const { body } = await request(shop.server)
        .post(
          '/api/production-readiness/.well-known/backstage/permissions/apply-conditions',
        )
        .set('Authorization', `Bearer ${mockCredentials.service.token()}`)
        .send({
          items: [SHOP, LEDGER, 'component:default/none'].map(
            (resourceRef, index) => ({
              id: String(index),
              resourceRef,
              resourceType: 'production-readiness-scorecard',
              conditions: {
                rule: 'IS_OWNER',
                resourceType: 'production-readiness-scorecard',
                params: { owners: ['group:default/a'] },
              },
            }),
          ),
        });
      expect(body.items.map((item: any) => item.result)).toEqual([
        'ALLOW',
        'DENY',
        'DENY',
      ]);
    });
  });

  describe('filters', () => {
    it.each([
      ['?failing=runtime.healthy', [SHOP]],
      ['?verdict=no-go', [SHOP]],
      ['?owner=group:default/b&owner=group:default/z', [LEDGER]],
      ['?kind=System&q=SHO', [SHOP]],
      ['?checklist=none', []],
    ])('%s', async (query, refs) => {
      const { body } = await shop.get(`/scorecards${query}`);
      expect(body.items.map((row: any) => row.entityRef)).toEqual(refs);
      expect(body.totals.count).toBe(refs.length);
    });

    it('pages without overlap', async () => {
      const first = await shop.get('/scorecards?limit=1');
      const second = await shop.get(
        `/scorecards?limit=1&cursor=${first.body.nextCursor}`,
      );
      expect([
        first.body.items[0].entityRef,
        second.body.items[0].entityRef,
      ]).toEqual([LEDGER, SHOP]);
      expect(second.body.nextCursor).toBeNull();
      expect(second.body.totals.count).toBe(2);
    });
  });

  describe('refuses', () => {
    it.each([
      ['an unknown parameter', '/scorecards?colour=red', 400, /colour/],
      ['an unknown extent', `${SHOP_PATH}?facts=some`, 400, /facts/],
      ['an unknown verdict', '/scorecards?verdict=maybe', 400, /verdict/],
      ['a made-up cursor', '/scorecards?cursor=abc', 400, /first page/],
      [
        'an unknown item',
        '/scorecards?failing=runtime.nothing',
        404,
        /runtime\.nothing/,
      ],
      [
        'an entity that is not in the catalog',
        '/scorecards/component/default/none',
        404,
        /holds no component:default\/none/,
      ],
      [
        'an entity that nothing judges, and says what was tried',
        '/scorecards/component/default/alone',
        404,
        /No checklist judges component:default\/alone.*'shop' judges each System annotated production-readiness\/checklist: shop/,
      ],
      [
        'another checklist, and says which there is',
        `${SHOP_PATH}?checklist=none`,
        404,
        /'shop' as part of system:default\/shop/,
      ],
      ['an unknown checklist', '/checklists/none', 404, /there are: shop/],
      [
        'a path that there is none of',
        '/scorecrads',
        404,
        /nothing at GET \/api\/production-readiness\/scorecrads/,
      ],
    ])('%s', async (_name, path, status, message) => {
      const answer = await shop.get(path);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(message);
    });

    it('an unknown field of a body', async () => {
      const answer = await shop.post(`${SHOP_PATH}/runs`, { force: true });
      expect(answer.status).toBe(400);
      expect(answer.body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(/additional properties/),
      });
    });
  });

  it('does not start with two collectors of one id', async () => {
    const starting = startTestBackend({
      features: [
        productionReadinessPlugin,
        probeModule('probe'),
        probeModule('probe-again'),
        catalogServiceMock.factory({ entities: [] }),
      ],
    });
    await expect(starting).rejects.toThrow(
      "Two fact collectors have the id 'probe'",
    );
  });
});
