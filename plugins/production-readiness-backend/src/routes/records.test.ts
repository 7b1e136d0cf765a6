import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { recordedReview } from '../decide/records/__testUtils__/samples';
import type { StoredReview } from '../store/reviewTypes';
import { mountRecords } from './records';

const HIDDEN = 'component:default/vault';
const { subjectRef } = recordedReview();

const REVIEW = {
  id: 'review-1',
  number: 12,
  subjectRef,
  checklistId: 'kamiyo',
} as StoredReview;

/** The routes over a catalog that holds `there` and shows `shown` of it to the reader. */
function server(catalog: {
  there: string[];
  shown: string[];
  mayReadRecords?: boolean;
}) {
  const router = Router();
  const found: string[] = [];
  mountRecords(router, {
    httpAuth: mockServices.httpAuth(),
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    }),
    authorizer: {
      scope: async () => 'all',
      require: async () => {
        if (catalog.mayReadRecords) return;
        throw new NotAllowedError('no permission for records');
      },
    },
    entities: {
      getEntitiesByRefs: async refs =>
        refs.map(ref =>
          catalog.there.includes(ref)
            ? {
                apiVersion: 'v',
                kind: 'Component',
                metadata: { name: ref.split('/')[1] },
              }
            : undefined,
        ),
    },
    finder: {
      findOpen: async () => undefined,
      find: async ({ entityRef }) => {
        found.push(entityRef);
        return {} as never;
      },
    },
    visibility: {
      visible: async refs =>
        new Set(refs.filter(ref => catalog.shown.includes(ref))),
    },
    store: { reviews: { get: async () => REVIEW } as never },
    records: {
      entitiesOf: async () => [subjectRef, HIDDEN],
      export: async () => ({ contentType: 'text/plain', text: 'the record' }),
    } as never,
  });
  const app = express();
  app.use(router);
  app.use(
    (error: Error, _: unknown, res: express.Response, __: unknown) =>
      void res
        .status(error.name === 'NotAllowedError' ? 403 : 500)
        .send(error.message),
  );
  return { found, get: () => request(app).get('/reviews/review-1/record') };
}

describe('a record of entities that a reader may not see', () => {
  it('is refused as a whole', async () => {
    const { get } = server({
      there: [subjectRef, HIDDEN],
      shown: [subjectRef],
    });
    const { status, text } = await get();
    expect(status).toBe(403);
    expect(text).toBe(
      'The record of launch 12 speaks of entities that you may not see in the catalog: one who sees all of system:default/kamiyo can export it',
    );
    expect(text).not.toContain('vault');
  });

  it('is handed out to one who sees them', async () => {
    const all = [subjectRef, HIDDEN];
    const { get, found } = server({ there: all, shown: all });
    expect(await get()).toMatchObject({ status: 200, text: 'the record' });
    expect(found).toEqual([subjectRef]);
  });

  it('hides nothing of what has left the catalog', async () => {
    const { get } = server({ there: [subjectRef], shown: [subjectRef] });
    expect((await get()).status).toBe(200);
  });

  it('outlives its launch unit, for one who may read all records', async () => {
    const gone = { there: [], shown: [] };
    const refused = await server(gone).get();
    expect(refused).toMatchObject({
      status: 403,
      text: 'no permission for records',
    });
    const { get, found } = server({ ...gone, mayReadRecords: true });
    expect((await get()).status).toBe(200);
    expect(found).toEqual([]);
  });
});
