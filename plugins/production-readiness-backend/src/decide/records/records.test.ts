import { createPublicKey, verify } from 'node:crypto';
import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  DecisionContent,
  LaunchStatement,
  RecordExport,
  RecordKey,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { dsse } from '@sigstore/core';
import request from 'supertest';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { hashOf, NO_RECORD } from '../../store/RecordStore';
import { ADA, API, EVE, STORE } from '../__testUtils__/people';
import {
  startPeople,
  type People,
  type PeopleOptions,
} from '../__testUtils__/startPeople';
import { keyPair } from './__testUtils__/keys';
import { decide, decideGo, openReview, RELEASE } from './__testUtils__/launch';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const FORMATS = ['json', 'markdown', 'dsse'] as const;
const own = keyPair();
const former = keyPair();

const SIGNING = {
  records: {
    signing: {
      keyid: '2026',
      privateKey: own.privateKey,
      retired: [{ keyid: '2025', publicKey: former.publicKey }],
    },
  },
};

const running: People[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(people => people.stop()));
});

async function start(options: PeopleOptions = {}): Promise<People> {
  const people = await startPeople({ config: SIGNING, ...options });
  running.push(people);
  await people.settled();
  return people;
}

const exportOf = (people: People, id: string, format: string, as = ADA) =>
  people.get(`/reviews/${id}/record?format=${format}`, as);

/** Reasons why each format is refused, by its status. */
async function refusals(people: People, id: string, as = ADA) {
  const answers = await Promise.all(
    FORMATS.map(format => exportOf(people, id, format, as)),
  );
  return answers.map(({ status, body }) => [status, body.error?.message]);
}

/** The statement, once its signature is verified by the keys that are served. */
async function openSigned(people: People, text: string) {
  const { payload, payloadType, signatures } = JSON.parse(text);
  const { body } = await people.get('/records/keys');
  const key = (body.keys as RecordKey[]).find(
    ({ keyid }) => keyid === signatures[0].keyid,
  );
  const bytes = Buffer.from(payload, 'base64');
  const isValid = verify(
    null,
    dsse.preAuthEncoding(payloadType, bytes),
    createPublicKey(key!.publicKey),
    Buffer.from(signatures[0].sig, 'base64'),
  );
  expect(isValid).toBe(true);
  return JSON.parse(bytes.toString('utf8')) as LaunchStatement;
}

describe('a record', () => {
  it('is there once it is decided, and holds all that the decision rests on', async () => {
    const people = await start();
    const { id } = await openReview(people);
    const undecided =
      'Launch 1 of system:default/store is not decided: the record is frozen with the decision';
    expect(await refusals(people, id)).toEqual(
      FORMATS.map(() => [409, undecided]),
    );
    await people.post(`/reviews/${id}/cancel`, { reason: 'for a test' });

    const review = await decideGo(people);
    const answer = await exportOf(people, review.id, 'json');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const about = {
      path: '/reviews/{id}/record',
      method: 'get',
      status: 200,
      body: answer.body,
    } as const;
    expect(people.errorsOf(about)).toEqual([]);

    const { records } = answer.body as RecordExport;
    expect(records).toHaveLength(1);
    const [{ hash, record }] = records;
    expect(hashOf(canonicalJson(record))).toBe(hash);
    expect(hash).toBe(review.records[0].hash);
    expect(record).toMatchObject({
      schema: 'production-readiness/record/v1',
      id: review.decisionDetails!.recordId,
      sequence: 1,
      previousHash: NO_RECORD,
      at: people.now().toISOString(),
      kind: 'decision',
      review: {
        id: review.id,
        number: 2,
        subjectRef: STORE,
        separation: 'strict',
        pinned: {
          releases: [{ entityRef: API, version: '2.4.0', commit: RELEASE }],
        },
      },
      decision: { outcome: 'go', by: ADA, verdict: 'go' },
      checklist: { id: 'launch', version: '1.0.0', title: 'Launch' },
      openItems: [{ item: 'c.soft', owner: ADA, status: 'fail' }],
      exceptions: [],
    });
    const frozen = record as DecisionContent;
    expect(frozen.checklist.content.items.map(each => each.id)).toEqual(
      frozen.document.items.map(each => each.id),
    );
    expect(frozen.facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          entityRef: API,
          fact: 'probe.health',
          value: { status: 200 },
        }),
        expect.objectContaining({ fact: 'probe.soft', value: { status: 503 } }),
      ]),
    );
    expect(frozen.signOffs.map(({ role, by }) => [role, by])).toEqual([
      ['owner', 'user:default/otto'],
      ['security', 'user:default/radia'],
      ['sre', 'user:default/margaret'],
    ]);
    const counted = frozen.document.items
      .flatMap(({ criteria }) => criteria)
      .flatMap(({ entities }) => entities)
      .flatMap(({ leaves }) => leaves.flatMap(each => each.attestation ?? []));
    expect(counted).toHaveLength(2);
    const stated = new Map(frozen.attestations.map(each => [each.id, each]));
    expect(counted.map(each => stated.get(each)?.by).sort()).toEqual([
      'user:default/margaret',
      'user:default/radia',
    ]);
  });

  it('is the checklist filled in, as a document', async () => {
    const people = await start();
    const { id } = await decideGo(people);
    const { text, headers } = await exportOf(people, id, 'markdown');
    expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
    for (const line of [
      '# Launch',
      '| Decision | **GO** by user:default/ada, 2026-12-01 10:00 UTC |',
      `| component:default/store-api | 2.4.0 | ${RELEASE} |`,
      '- [x] **Healthy** · critical',
      '  - [x] The API is up',
      '      - `probe.health.status` is `200`',
      '      - stated *met* by user:default/radia (security) on 2026-12-01 10:00 UTC, until 2027-03-01 10:00 UTC · <https://wiki.example/audit>',
      '- [ ] **Soft** · fails',
      '- [x] **Security** · GO · user:default/radia, 2026-12-01 10:00 UTC',
    ]) {
      expect(text).toContain(line);
    }
  });

  it('can be checked by a job that deploys, with the keys that are served', async () => {
    const people = await start();
    const { id, records } = await decideGo(people);
    const answer = await exportOf(people, id, 'dsse');
    expect(answer.headers['content-type']).toMatch(
      /^application\/vnd\.dsse\.envelope\.v1\+json/,
    );
    expect(await openSigned(people, answer.text)).toMatchObject({
      subject: [{ name: `${API}@2.4.0`, digest: { gitCommit: RELEASE } }],
      predicate: {
        subjectRef: STORE,
        outcome: 'go',
        verdict: 'go',
        validUntil: new Date(people.now().getTime() + DAY_MS).toISOString(),
        recordHash: records[0].hash,
      },
    });
    const { body } = await people.get('/records/keys');
    const about = {
      path: '/records/keys',
      method: 'get',
      status: 200,
    } as const;
    expect(people.errorsOf({ ...about, body })).toEqual([]);
    expect(body).toEqual({
      keys: [
        { keyid: '2026', publicKey: own.publicKey, active: true },
        { keyid: '2025', publicKey: former.publicKey, active: false },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('PRIVATE');
  });

  it('says of a NO-GO and of an exception what they are', async () => {
    const people = await start();
    const first = await openReview(people);
    const reason = 'Not today';
    await decide(people, first.id, { outcome: 'no-go', reason });
    const refused = await exportOf(people, first.id, 'dsse');
    const noGo = await openSigned(people, refused.text);
    expect(noGo.predicate).toMatchObject({
      outcome: 'no-go',
      validUntil: null,
    });

    people.probe.health = 500;
    await people.pass(2 * HOUR_MS);
    const second = await openReview(people);
    await decide(people, second.id, {
      outcome: 'exception',
      reason: 'The fair',
    });
    const { body } = await exportOf(people, second.id, 'json');
    const { hash, record } = (body as RecordExport).records[0];
    expect(record).toMatchObject({
      sequence: 2,
      decision: { outcome: 'exception', verdict: 'no-go', reason: 'The fair' },
    });
    const { exceptions, document } = record as DecisionContent;
    expect(exceptions.map(each => each.id)).toContain('N1');
    expect(exceptions).toEqual(document.blockers);
    const signed = await exportOf(people, second.id, 'dsse');
    const exception = await openSigned(people, signed.text);
    expect(exception.predicate).toMatchObject({
      outcome: 'exception',
      verdict: 'no-go',
      recordHash: hash,
    });
  });
});

describe('a statement that would be untrue', () => {
  const whyNot = async (people: People, id: string) => {
    const { status, body } = await exportOf(people, id, 'dsse');
    return [status, body.error?.message];
  };

  it('is not signed once the GO is withdrawn, launched or not', async () => {
    const people = await start();
    const { id } = await decideGo(people);
    await people.post(`/reviews/${id}/launch`, {});
    expect((await exportOf(people, id, 'dsse')).status).toBe(200);
    people.probe.health = 500;
    await people.pass(HOUR_MS / 2);
    await people.pass(2 * HOUR_MS);
    expect((await people.get(`/reviews/${id}`)).body.withdrawn).not.toBeNull();
    expect(await whyNot(people, id)).toEqual([
      409,
      expect.stringMatching(
        /^No statement on launch 1 is signed: its GO was withdrawn at 2026/,
      ),
    ]);
    const { body } = await exportOf(people, id, 'json');
    const kinds = (body as RecordExport).records.map(each => each.record.kind);
    expect(kinds).toEqual(expect.arrayContaining(['decision', 'withdrawal']));
    expect((await exportOf(people, id, 'markdown')).text).toContain(
      '## GO withdrawn',
    );
  });

  it('is not signed of a review that was called off or is over', async () => {
    const people = await start();
    const first = await decideGo(people);
    await people.post(`/reviews/${first.id}/cancel`, { reason: 'off' });
    expect(await whyNot(people, first.id)).toEqual([
      409,
      'No statement on launch 1 is signed: it is cancelled, its decision counts no more',
    ]);
    const second = await decideGo(people);
    await people.post(`/reviews/${second.id}/launch`, {});
    await people.pass(8 * DAY_MS);
    expect(await whyNot(people, second.id)).toEqual([
      409,
      expect.stringMatching(/its decision held until 2026-12-08/),
    ]);
  });

  it('is not signed without a key; all else is exported', async () => {
    const people = await start({ config: {} });
    const { id } = await decideGo(people);
    expect(await whyNot(people, id)).toEqual([
      409,
      'No statement on launch 1 is signed: there is no key; the platform team sets productionReadiness.records.signing',
    ]);
    expect((await exportOf(people, id, 'json')).status).toBe(200);
    expect((await people.get('/records/keys')).body).toEqual({ keys: [] });
  });
});

describe('who may read records', () => {
  it('is who may read the scorecard, and of all records who has the permission', async () => {
    const people = await start({
      denied: (permission, user) =>
        user === EVE &&
        ['scorecard.read', 'record.read'].some(each =>
          permission.endsWith(each),
        ),
    });
    const { id } = await decideGo(people);
    for (const path of [
      `/reviews/${id}/record`,
      '/records/verify',
      '/records/keys',
    ]) {
      expect((await people.get(path)).status).toBe(200);
      const refused = await people.get(path, EVE);
      expect([path, refused.status]).toEqual([path, 403]);
      expect(refused.body.error.message).toMatch(
        /production-readiness\.(scorecard|record)\.read/,
      );
      const bare = await request(people.server)
        .get(`/api/production-readiness${path}`)
        .set('Authorization', mockCredentials.none.header());
      expect([path, bare.status]).toEqual([path, 401]);
    }
    expect((await people.get('/reviews/none/record')).status).toBe(404);
    expect((await exportOf(people, id, 'pdf')).status).toBe(400);
    const exports = people.audit.filter(
      ({ eventId }) => eventId === 'record-export',
    );
    expect(
      exports.map(({ outcome, meta }) => [outcome, meta.reviewId]),
    ).toEqual([
      ['success', id],
      ['fail', id],
      ['fail', 'none'],
    ]);
  });

  it('may be a job', async () => {
    const people = await start();
    const { id } = await decideGo(people);
    const { status } = await request(people.server)
      .get(`/api/production-readiness/reviews/${id}/record?format=dsse`)
      .set('Authorization', mockCredentials.service.header());
    expect(status).toBe(200);
  });
});

describe('a record that somebody altered in the database', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('is named and not handed out, %p', async id => {
    const { knex } = await createStore(id);
    const people = await start({ knex });
    const review = await decideGo(people);
    const intact = await people.get('/records/verify');
    const about = {
      path: '/records/verify',
      method: 'get',
      status: 200,
    } as const;
    expect(people.errorsOf({ ...about, body: intact.body })).toEqual([]);
    expect(intact.body).toEqual({
      ok: true,
      records: 1,
      head: { sequence: 1, hash: review.records[0].hash },
    });

    if (knex.client.config.client === 'pg') {
      await knex.raw('alter table records disable trigger user');
    } else {
      await knex.raw('drop trigger records_no_update');
    }
    const { payload } = await knex('records').first();
    await knex('records').update({
      payload: payload.replace('"outcome":"go"', '"outcome":"gO"'),
    });
    const altered = await people.get('/records/verify');
    expect(people.errorsOf({ ...about, body: altered.body })).toEqual([]);
    expect(altered.body).toMatchObject({
      ok: false,
      broken: { id: review.records[0].id, sequence: 1 },
    });
    expect(await refusals(people, review.id)).toEqual(
      FORMATS.map(() => [
        409,
        'Record 1 is not as it was written: GET /records/verify names the first that is not',
      ]),
    );
  });
});
