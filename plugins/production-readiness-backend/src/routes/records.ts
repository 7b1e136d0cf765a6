import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  recordReadPermission,
  scorecardReadPermission,
  type RecordFormat,
  type RecordKey,
  type RecordVerification,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { EntityReader } from '../createEntityReader';
import type { RecordService } from '../decide/records/RecordService';
import type { ScorecardAuthorizer } from '../permissions/scope';
import type { StoredReview } from '../store/reviewTypes';
import type { Store } from '../store/types';
import type { ScorecardFinder } from '../views/findScorecard';
import type { Visibility } from '../views/visibility';
import { audited } from './audited';
import { readerOf } from './requests';

interface RecordRoutes {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  authorizer: ScorecardAuthorizer;
  entities: EntityReader;
  finder: ScorecardFinder;
  visibility: Visibility;
  store: Pick<Store, 'reviews'>;
  records: RecordService;
}

/** What was frozen: as a document, as data and as a signed statement. */
export function mountRecords(router: Router, options: RecordRoutes): void {
  const { httpAuth, auditor, authorizer, records } = options;

  router.get('/reviews/:id/record', async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    const { id } = req.params;
    const format = (req.query.format ?? 'json') as RecordFormat;
    const { contentType, text } = await audited(
      auditor,
      {
        eventId: 'record-export',
        request: req,
        meta: { reviewId: id, format },
      },
      async () => {
        const review = await findReview(id, { ...options, credentials });
        await assertSeesAll(review, { ...options, credentials });
        return records.export(review, format);
      },
    );
    res.set('Content-Type', contentType).send(text);
  });

  router.get('/records/verify', async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    await authorizer.require(recordReadPermission, credentials);
    res.json((await records.verify()) satisfies RecordVerification);
  });

  router.get('/records/keys', async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    await authorizer.require(recordReadPermission, credentials);
    res.json({ keys: records.keys() } satisfies { keys: RecordKey[] });
  });
}

type Asked = RecordRoutes & { credentials: BackstageCredentials };

/** Records outlive what they speak of: then whoever may read all records may read them. */
async function findReview(
  id: string,
  { store, entities, finder, authorizer, credentials }: Asked,
): Promise<StoredReview> {
  const review = await store.reviews.get(id);
  if (!review) throw new NotFoundError(`There is no launch review '${id}'`);
  const { subjectRef, checklistId: checklist } = review;
  const [entity] = await entities.getEntitiesByRefs([subjectRef]);
  if (!entity) {
    await authorizer.require(recordReadPermission, credentials);
    return review;
  }
  await finder.find(
    { entityRef: subjectRef, checklist, subject: subjectRef },
    { permission: scorecardReadPermission, credentials },
  );
  return review;
}

/**
 * A record is whole or not at all: one in which something were hidden would not
 * be what was hashed. What left the catalog hides from nobody.
 */
async function assertSeesAll(
  review: StoredReview,
  { records, visibility, entities, credentials }: Asked,
): Promise<void> {
  const refs = await records.entitiesOf(review);
  const seen = await visibility.visible(refs, credentials);
  const unseen = refs.filter(ref => !seen.has(ref));
  const there = await entities.getEntitiesByRefs(unseen);
  if (there.every(entity => entity === undefined)) return;
  throw new NotAllowedError(
    `The record of launch ${review.number} speaks of entities that you may not see in the catalog: one who sees all of ${review.subjectRef} can export it`,
  );
}
