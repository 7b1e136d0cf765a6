import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createAnswerChecker } from '../__testUtils__/apiAnswers';
import { fixtureJson, fixtureText } from './__testUtils__/fixture';
import {
  API,
  CI,
  criterionOf,
  DATABASE,
  parserModule,
  RELEASE,
  startReports,
  STORE,
  tokenOf,
} from './__testUtils__/startReports';

const DAY_MS = 24 * 60 * 60 * 1000;

type Started = Awaited<ReturnType<typeof startReports>>;

const JUNIT =
  '<testsuite><testcase name="t [criterion:c.item/csrf]"/></testsuite>';

function drill(now: Date, rest: object = {}) {
  return {
    entityRef: DATABASE,
    producedAt: now.toISOString(),
    data: {
      result: 'success',
      backupTime: now.toISOString(),
      target: 'drill',
      durationSeconds: 1800,
      integrity: [{ table: 't', expected: 1, restored: 1 }],
    },
    ...rest,
  };
}

function tests(now: Date, rest: object = {}) {
  return {
    entityRef: API,
    producedAt: now.toISOString(),
    commit: RELEASE,
    tool: { name: 'jest', version: '30' },
    data: JUNIT,
    ...rest,
  };
}

describe('pushed reports', () => {
  const errorsOf = createAnswerChecker();
  let started: Started;

  beforeEach(async () => {
    started = await startReports();
  });

  afterEach(async () => {
    await started.stop();
  });

  it('are stored, judged, listed and on record', async () => {
    await started.settled();
    const { status, body } = await started.push(
      'restore-drill',
      drill(started.now(), { link: 'https://ci.example.com/7' }),
    );
    expect(status).toBe(201);
    expect(
      errorsOf({ path: '/reports/{type}', method: 'post', status, body }),
    ).toEqual([]);
    expect(body).toMatchObject({
      entityRef: DATABASE,
      type: 'restore-drill',
      pushedBy: CI,
      signedBy: null,
      value: { durationSeconds: 1800 },
    });
    expect(body).not.toHaveProperty('note');

    const scorecard = await started.settled();
    const { body: ran } = await started.get(
      '/scorecards/system/default/store/runs',
    );
    expect(ran.runs).toContainEqual(
      expect.objectContaining({ reason: 'changed', state: 'succeeded' }),
    );
    expect(criterionOf(scorecard, 'c.database/restored')).toMatchObject({
      status: 'pass',
      strength: 'report',
    });
    expect(scorecard.facts[`${DATABASE}|report.restore-drill`]).toMatchObject({
      collector: 'report',
      evidence: [
        {
          request: `restore-drill report pushed by ${CI}`,
          link: 'https://ci.example.com/7',
        },
      ],
    });

    const listed = await started.get(`/reports?entityRef=${DATABASE}`);
    expect(
      errorsOf({
        path: '/reports',
        method: 'get',
        status: 200,
        body: listed.body,
      }),
    ).toEqual([]);
    expect(listed.body.reports).toMatchObject([{ id: body.id }]);
    expect(listed.body.reports[0]).not.toHaveProperty('value');
    expect(started.audit).toContainEqual({
      eventId: 'report-push',
      outcome: 'success',
      meta: { type: 'restore-drill', pushedBy: CI, entityRef: DATABASE },
    });
  });

  it('are known when they come again', async () => {
    const once = drill(started.now());
    const first = await started.push('restore-drill', once);
    const again = await started.push('restore-drill', once);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    const later = await started.push(
      'restore-drill',
      drill(started.now(), { producedAt: '2026-11-22T11:00:00Z' }),
    );
    expect(later.status).toBe(201);
    expect(later.body).toMatchObject({ superseded: true });
  });

  it('expire: a restore drill of 91 days ago says so', async () => {
    await started.push('restore-drill', drill(started.now()));
    const young = await started.pass(89 * DAY_MS);
    expect(criterionOf(young, 'c.database/restored').status).toBe('pass');
    const old = await started.pass(2 * DAY_MS);
    expect(criterionOf(old, 'c.database/restored')).toMatchObject({
      status: 'unknown',
      cause: 'expired',
      who: 'owner',
      message: 'the newest restore-drill report is older than P90D',
    });
  });

  it('do not become young by being pushed again', async () => {
    const data = {
      ...drill(started.now()).data,
      endedAt: '2026-08-01T00:00:00Z',
    };
    const { body } = await started.push(
      'restore-drill',
      drill(started.now(), { data }),
    );
    expect(body.producedAt).toBe('2026-08-01T00:00:00.000Z');
    expect(
      criterionOf(await started.settled(), 'c.database/restored'),
    ).toMatchObject({ status: 'unknown', cause: 'expired' });
  });

  it('are of the release that is live, or say that they are not', async () => {
    const other = 'b'.repeat(40);
    await started.push('junit', tests(started.now(), { commit: other }));
    expect(criterionOf(await started.settled(), 'c.item/csrf')).toMatchObject({
      status: 'unknown',
      cause: 'waiting-for-report',
      message:
        'the newest junit report is of another commit than the release of store-api',
    });
    started.setRelease(other);
    expect(criterionOf(await started.pass(DAY_MS), 'c.item/csrf').status).toBe(
      'pass',
    );
  });

  it('speak of the criteria that tests are mapped to, and of no other', async () => {
    await started.push('junit', tests(started.now()));
    const scorecard = await started.settled();
    const tested = criterionOf(scorecard, 'c.item/csrf');
    expect(tested).toMatchObject({ status: 'pass', strength: 'report' });
    expect(tested.leaves[0]).toMatchObject({
      values: [
        { path: 'byCriterion.c.item/csrf.cases', value: 1 },
        { path: 'byCriterion.c.item/csrf.passed', value: 1 },
      ],
    });
    expect(criterionOf(scorecard, 'c.item/other')).toMatchObject({
      status: 'unknown',
      cause: 'waiting-for-report',
      who: 'owner',
      message: 'Test report: no test is mapped to c.item/other',
    });

    const failing = JUNIT.replace('/>', '><failure/></testcase>');
    await started.push(
      'junit',
      tests(new Date(started.now().getTime() + 1000), { data: failing }),
    );
    expect(criterionOf(await started.settled(), 'c.item/csrf').status).toBe(
      'fail',
    );
  });

  it('may be what a tool writes, with the envelope in the query', async () => {
    const query = {
      entityRef: API,
      producedAt: started.now().toISOString(),
      commit: RELEASE.toUpperCase(),
      tool: 'jest-junit',
      toolVersion: '16.0.0',
    };
    const xml = await started.push('junit', fixtureText('jest-junit.xml'), {
      query,
      contentType: 'application/xml',
    });
    expect(xml.status).toBe(201);
    expect(xml.body).toMatchObject({
      commit: RELEASE,
      tool: { name: 'jest-junit', version: '16.0.0' },
      series: 'jest-junit',
      value: { cases: 5 },
    });
    const json = await started.push(
      'npm-audit',
      fixtureJson('npm-audit.json'),
      {
        query: { entityRef: API, producedAt: query.producedAt },
      },
    );
    expect(json.body.value).toMatchObject({ critical: 1 });
    expect(criterionOf(await started.settled(), 'c.item/audited').status).toBe(
      'fail',
    );
  });

  it('that nobody is declared to push do not count, and the pusher is told', async () => {
    const { body } = await started.push('heartbeat', {
      entityRef: API,
      producedAt: started.now().toISOString(),
      data: { job: 'j', lastSuccessAt: null, intervalMinutes: 1 },
    });
    expect(body.note).toBe(
      `Stored, but it does not count: no one is declared to push 'heartbeat' of it; add '${API}' to productionReadiness.reports.types.heartbeat.for`,
    );
  });

  it('may hold many tests of one criterion', async () => {
    const parsed = await started.push(
      'junit',
      tests(started.now(), {
        data: `<testsuite>${'<testcase name="t [criterion:c.item/csrf]"/>'.repeat(
          40_000,
        )}</testsuite>`,
      }),
    );
    expect(parsed.status).toBe(201);
    expect(parsed.body.value).toMatchObject({ cases: 40_000 });
  });

  describe('are refused', () => {
    const now = '2026-11-22T12:00:00.000Z';
    const at = new Date(now);
    const cases: [string, string, object, number, string | RegExp][] = [
      [
        'an unknown type',
        'unheard-of',
        drill(at),
        404,
        /There is no type of reports 'unheard-of'; there are alert-test, axe, /,
      ],
      [
        'an entity that the token is not mapped to',
        'restore-drill',
        drill(at, { entityRef: 'component:default/stranger' }),
        403,
        /The token 'store-ci' may not push 'restore-drill' reports of component:default\/stranger; an entry \{ subject: 'store-ci', entities: \['component:default\/stranger'\] \} under productionReadiness\.reports\.tokens/,
      ],
      [
        'no ref',
        'restore-drill',
        drill(at, { entityRef: 'stranger' }),
        400,
        /^entityRef: is no entity ref/,
      ],
      [
        'the future',
        'restore-drill',
        drill(at, { producedAt: '2026-11-22T12:06:00Z' }),
        400,
        /^producedAt: is in the future: here it is 2026-11-22T12:00:00\.000Z/,
      ],
      [
        'no time',
        'restore-drill',
        drill(at, { producedAt: 'yesterday' }),
        400,
        /^producedAt: is no time like/,
      ],
      [
        'a time without offset',
        'restore-drill',
        drill(at, { producedAt: '2026-11-22T12:00:00' }),
        400,
        /^producedAt: is no time like/,
      ],
      [
        'no report',
        'restore-drill',
        { entityRef: DATABASE, producedAt: now },
        400,
        /^data: is missing/,
      ],
      [
        'another type than the path says',
        'restore-drill',
        drill(at, { type: 'dr-test' }),
        400,
        /^type: is not 'restore-drill'/,
      ],
      [
        'an unknown field',
        'restore-drill',
        drill(at, { env: 'production' }),
        400,
        /Unrecognized key: "env"/,
      ],
      [
        'no commit id',
        'restore-drill',
        drill(at, { commit: 'main' }),
        400,
        /^commit: is no commit id/,
      ],
      [
        'a link with credentials',
        'restore-drill',
        drill(at, { link: 'https://u:p@ci.test/' }),
        400,
        /^link: holds credentials/,
      ],
      [
        'another shape',
        'restore-drill',
        drill(at, { data: { result: 'fine' } }),
        400,
        /^result: /,
      ],
      [
        'what tells of the future',
        'restore-drill',
        drill(at, {
          data: { ...drill(at).data, endedAt: '2027-01-01T00:00:00Z' },
        }),
        400,
        /tells of 2027-01-01T00:00:00.000Z, in the future/,
      ],
      ['a list', 'restore-drill', [], 400, /^the body is no envelope/],
    ];

    it.each(cases)('%s', async (_name, type, body, status, message) => {
      const answer = await started.push(type, body);
      expect({ status: answer.status, ...answer.body.error }).toMatchObject({
        status,
        message: expect.stringMatching(message),
      });
      const listed = await started.get(`/reports?entityRef=${DATABASE}`);
      expect(listed.body.reports ?? []).toEqual([]);
      expect(started.audit).toMatchObject([{ outcome: 'fail' }]);
    });

    it('within the skew of clocks they are not', async () => {
      const { status } = await started.push(
        'restore-drill',
        drill(at, { producedAt: '2026-11-22T12:04:00Z' }),
      );
      expect(status).toBe(201);
    });

    it('more than 5 MiB', async () => {
      const huge = drill(at, { data: { text: 'x'.repeat(5 * 1024 * 1024) } });
      const answer = await started.push('restore-drill', huge);
      expect(answer.status).toBe(413);
      expect(answer.body.error.message).toBe(
        'A report may have 5 MiB at most; leave out what no check reads, or split it by tool',
      );
      const nearly = drill(at, { data: { text: 'x'.repeat(5_000_000) } });
      expect((await started.push('restore-drill', nearly)).status).toBe(400);
    });

    it('no JSON, without a word of what it was', async () => {
      const answer = await started.push('restore-drill', '{"token": sk_live_x');
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toBe('The body is no JSON');
    });

    it('a form', async () => {
      const answer = await started.push('restore-drill', 'a=b', {
        contentType: 'application/x-www-form-urlencoded',
      });
      expect(answer.status).toBe(400);
    });

    it('another token, and none', async () => {
      const other = await started.push('restore-drill', drill(at), {
        authorization: tokenOf('other'),
      });
      expect(other.status).toBe(403);
      const none = await started.push('restore-drill', drill(at), {
        authorization: mockCredentials.none.header(),
      });
      expect(none.status).toBe(401);
    });
  });
});

describe('who may push', () => {
  let started: Started | undefined;

  afterEach(async () => {
    await started?.stop();
    started = undefined;
  });

  it('a token only the types that it is mapped to', async () => {
    started = await startReports({
      tokens: [{ subject: CI, entities: ['*'], types: ['junit'] }],
    });
    const refused = await started.push('restore-drill', drill(started.now()));
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch(
      /or with 'restore-drill' among them/,
    );
    const allowed = await started.push('junit', tests(started.now()));
    expect(allowed.status).toBe(201);
  });

  it('for entities that there are', async () => {
    started = await startReports({
      tokens: [{ subject: CI, entities: ['*'] }],
    });
    const answer = await started.push(
      'restore-drill',
      drill(started.now(), { entityRef: 'component:default/none' }),
    );
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toBe(
      'There is no entity component:default/none in the catalog',
    );
  });

  const byPerson = async (
    result: AuthorizeResult.ALLOW | AuthorizeResult.DENY,
  ) => {
    started = await startReports({
      features: [mockServices.permissions.factory({ result })],
    });
    return started.push('restore-drill', drill(started.now()), {
      authorization: mockCredentials.user.header('user:default/ada'),
    });
  };

  it('a person with the permission', async () => {
    const answer = await byPerson(AuthorizeResult.ALLOW);
    expect(answer.status).toBe(201);
    expect(answer.body.pushedBy).toBe('user:default/ada');
  });

  it('no person without it', async () => {
    const answer = await byPerson(AuthorizeResult.DENY);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toBe(
      `user:default/ada may not push reports of ${DATABASE}: the permission production-readiness.report.push is not granted`,
    );
  });

  it("by Backstage's own external-access tokens", async () => {
    started = await startReports({
      tokens: [{ subject: 'store-ci', entities: [DATABASE] }],
      features: [authServiceFactory, httpAuthServiceFactory],
      config: {
        backend: {
          auth: {
            keys: [{ secret: 'x'.repeat(24) }],
            externalAccess: [
              {
                type: 'static',
                options: {
                  token: 'ci-token-of-the-store',
                  subject: 'store-ci',
                },
              },
              {
                type: 'static',
                options: { token: 'token-of-another-ci', subject: 'other-ci' },
              },
            ],
          },
        },
      },
    });
    const pushedBy = (token: string) =>
      started!.push('restore-drill', drill(started!.now()), {
        authorization: `Bearer ${token}`,
      });
    expect((await pushedBy('ci-token-of-the-store')).body).toMatchObject({
      pushedBy: 'store-ci',
    });
    expect((await pushedBy('token-of-another-ci')).status).toBe(403);
    expect((await pushedBy('no-token-of-anyone')).status).toBe(401);
  });
});

describe('signed reports', () => {
  const PAYLOAD_TYPE = 'application/vnd.production-readiness.report+json';
  const pem = (key: KeyObject) =>
    key.export({ type: 'spki', format: 'pem' }).toString();
  const ours = generateKeyPairSync('ed25519');
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const theirs = generateKeyPairSync('ed25519');
  let started: Started;

  /** As DSSE says, by hand: `DSSEv1 <length> <type> <length> <payload>`. */
  function signed(
    envelope: object,
    key: KeyObject,
    options: { keyid?: string; payloadType?: string; sent?: object } = {},
  ) {
    const { keyid, payloadType = PAYLOAD_TYPE, sent = envelope } = options;
    const text = JSON.stringify(envelope);
    const pae = `DSSEv1 ${
      payloadType.length
    } ${payloadType} ${Buffer.byteLength(text)} ${text}`;
    const algorithm = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    const sig = sign(algorithm, Buffer.from(pae), key).toString('base64');
    return {
      payload: Buffer.from(JSON.stringify(sent)).toString('base64'),
      payloadType,
      signatures: [{ ...(keyid === undefined ? {} : { keyid }), sig }],
    };
  }

  beforeAll(async () => {
    started = await startReports({
      tokens: [
        {
          subject: CI,
          entities: [DATABASE],
          requireSignature: true,
          keys: [
            { keyid: 'ed', publicKey: pem(ours.publicKey) },
            { keyid: 'ec', publicKey: pem(ec.publicKey) },
          ],
        },
        { subject: 'unsigned', entities: [DATABASE] },
      ],
    });
  });

  afterAll(async () => {
    await started.stop();
  });

  it.each([
    ['ed25519 by its id', ours.privateKey, 'ed', 'ed'],
    ['ECDSA by its id', ec.privateKey, 'ec', 'ec'],
    ['without an id', ec.privateKey, undefined, 'ec'],
  ])('count: %s', async (name, key, keyid, signedBy) => {
    const envelope = drill(started.now(), { environment: name });
    const { status, body } = await started.push(
      'restore-drill',
      signed(envelope, key, { keyid }),
      { contentType: 'application/vnd.dsse.envelope.v1+json' },
    );
    expect(body).toMatchObject({ signedBy, environment: name });
    expect(status).toBe(201);
  });

  it.each([
    ['of another key', theirs.privateKey, {}],
    ['of one key under the id of another', ours.privateKey, { keyid: 'ec' }],
    ['of an unknown id', ours.privateKey, { keyid: 'x' }],
    [
      'of another report',
      ours.privateKey,
      { sent: drill(new Date(0), { environment: 'changed' }) },
    ],
  ])('are refused: a signature %s', async (_name, key, options) => {
    const answer = await started.push(
      'restore-drill',
      signed(drill(started.now()), key, options),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toBe(
      'signatures: none is valid by a key of this token (ed, ec)',
    );
  });

  it('are refused: a payload of another kind', async () => {
    const answer = await started.push(
      'restore-drill',
      signed(drill(started.now()), ours.privateKey, {
        payloadType: 'application/vnd.in-toto+json',
      }),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/^payloadType: is not/);
  });

  it('are asked for where the entry says so', async () => {
    const answer = await started.push('restore-drill', drill(started.now()));
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/has to sign its reports/);
  });

  it('cannot be verified without a key', async () => {
    const answer = await started.push(
      'restore-drill',
      signed(drill(started.now()), ours.privateKey),
      { authorization: tokenOf('unsigned') },
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/no key is configured/);
  });
});

describe('facts that a job pushes', () => {
  let started: Started;
  const facts = (now: Date, rest: object = {}) => ({
    entityRef: DATABASE,
    producedAt: now.toISOString(),
    data: { facts: { 'pg.ssl': { ownSession: true } } },
    ...rest,
  });

  beforeEach(async () => {
    started = await startReports({
      types: { 'postgres-facts': { for: ['database'] } },
    });
  });

  afterEach(async () => {
    await started.stop();
  });

  it('stand for those of the collector, as long as they last', async () => {
    expect(
      criterionOf(await started.settled(), 'c.database/ssl'),
    ).toMatchObject({
      status: 'unknown',
      cause: 'waiting-for-report',
      who: 'owner',
      message: "waits for a report from the owner's CI: postgres-facts",
    });
    await started.push('postgres-facts', facts(started.now()));
    const scorecard = await started.settled();
    expect(criterionOf(scorecard, 'c.database/ssl').status).toBe('pass');
    expect(scorecard.facts[`${DATABASE}|pg.ssl`]).toMatchObject({
      evidence: [{ request: `postgres-facts report pushed by ${CI}` }],
    });
    expect(criterionOf(scorecard, 'c.database/size')).toMatchObject({
      status: 'unknown',
      cause: 'waiting-for-report',
      message: 'the newest postgres-facts report does not hold pg.size',
    });
    expect(
      criterionOf(await started.pass(1.5 * DAY_MS), 'c.database/ssl'),
    ).toMatchObject({ status: 'unknown', cause: 'expired' });
  });

  it('do not count where nobody is declared to push them', async () => {
    const undeclared = await startReports();
    try {
      await undeclared.push('postgres-facts', facts(undeclared.now()));
      expect(
        criterionOf(await undeclared.settled(), 'c.database/ssl'),
      ).toMatchObject({ status: 'unknown', cause: 'not-connected' });
    } finally {
      await undeclared.stop();
    }
  });
});

describe('configuration', () => {
  it('says how old a report may be in place of the checklist', async () => {
    const started = await startReports({
      types: { 'restore-drill': { for: [DATABASE], maxAge: 'P1D' } },
    });
    try {
      await started.push('restore-drill', drill(started.now()));
      expect(
        criterionOf(await started.pass(2 * DAY_MS), 'c.database/restored'),
      ).toMatchObject({
        status: 'unknown',
        message: 'the newest restore-drill report is older than P1D',
      });
    } finally {
      await started.stop();
    }
  });

  it('lets a person speak where nobody is declared to push', async () => {
    const started = await startReports({ types: {} });
    try {
      const restored = criterionOf(
        await started.settled(),
        'c.database/restored',
      );
      expect(restored).toMatchObject({
        cause: 'waiting-for-person',
        who: 'dba',
      });
    } finally {
      await started.stop();
    }
  });

  it.each([
    [
      'a token without entities',
      { tokens: [{ subject: 'x', entities: [] }] },
      /tokens\[0\]\.entities/,
    ],
    [
      'no ref',
      { tokens: [{ subject: 'x', entities: ['api'] }] },
      /'api' is no entity ref/,
    ],
    [
      'no key',
      {
        tokens: [
          {
            subject: 'x',
            entities: ['*'],
            keys: [{ keyid: 'k', publicKey: 'x' }],
          },
        ],
      },
      /is no public key in PEM/,
    ],
    [
      'a signature by nobody',
      { tokens: [{ subject: 'x', entities: ['*'], requireSignature: true }] },
      /requires a signature and names no key/,
    ],
    [
      'no duration',
      { types: { junit: { for: ['*'], maxAge: '30 days' } } },
      /is no duration like P30D/,
    ],
  ])('is refused: %s', async (_name, options, message) => {
    await expect(startReports(options)).rejects.toThrow(message);
  });
});

describe('a module', () => {
  const parser = (type: string) => ({
    type,
    title: 'Mutation tests',
    maxBytes: 1000,
    parse: (payload: unknown) => ({ value: { score: Number(payload) } }),
  });

  it('adds types', async () => {
    const started = await startReports({
      features: [parserModule(parser('mutation'))],
    });
    try {
      const envelope = {
        entityRef: STORE,
        producedAt: started.now().toISOString(),
        data: 87,
      };
      const answer = await started.push('mutation', envelope);
      expect(answer.body).toMatchObject({ value: { score: 87 } });
      const large = await started.push('mutation', {
        ...envelope,
        data: 'x'.repeat(1000),
      });
      expect(large.status).toBe(413);
      expect(large.body.error.message).toBe(
        'A report of this type may have 1000 bytes at most',
      );
    } finally {
      await started.stop();
    }
  });

  it('does not read a type in the place of another parser', async () => {
    await expect(
      startReports({ features: [parserModule(parser('junit'))] }),
    ).rejects.toThrow(
      "Two parsers read reports of the type 'junit': 'Mutation tests' and 'JUnit test report'",
    );
  });
});
