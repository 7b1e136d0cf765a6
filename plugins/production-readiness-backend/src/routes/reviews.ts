import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  reviewDecidePermission,
  reviewLaunchPermission,
  reviewOpenPermission,
  reviewSignPermission,
  scorecardReadPermission,
  type ReviewPage,
  type ReviewState,
  type ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Request, Router } from 'express';
import { actorOf, userOf } from '../decide/actor';
import type { ReviewService } from '../decide/reviews/ReviewService';
import {
  toReviewSummary,
  toReviewView,
  type Act,
  type Viewer,
} from '../decide/reviews/reviewView';
import { rollbackLink } from '../decide/reviews/rollbackLink';
import { inScope, type ScorecardAuthorizer } from '../permissions/scope';
import type { StoredReview } from '../store/reviewTypes';
import type { Store } from '../store/types';
import {
  normalizedRef,
  type FoundScorecard,
  type ScorecardFinder,
} from '../views/findScorecard';
import { audited } from './audited';
import { limitOf, listOf, readerOf, textOf } from './requests';
import { visibleTo } from './visibleTo';

const PERMISSIONS: Record<Act, ResourcePermission> = {
  open: reviewOpenPermission,
  sign: reviewSignPermission,
  decide: reviewDecidePermission,
  launch: reviewLaunchPermission,
};

interface ReviewRoutes {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  authorizer: ScorecardAuthorizer;
  finder: ScorecardFinder;
  store: Store;
  reviews: ReviewService;
  now: () => Date;
}

export function mountReviews(router: Router, options: ReviewRoutes): void {
  const { httpAuth, auditor, store, reviews } = options;
  const { reader } = reviews;

  /** One act on a review: permission, audit, and the review as it is then. */
  function act(
    method: 'post' | 'put' | 'patch',
    path: string,
    about: { event: string; permission: Act },
    carryOut: (
      review: StoredReview,
      user: string,
      req: Request<any, any, any, any>,
    ) => Promise<void>,
  ): void {
    router[method](path, async (req, res) => {
      const { credentials, userEntityRef } = await actorOf(httpAuth, req);
      const { id } = req.params as unknown as { id: string };
      await audited(
        auditor,
        {
          eventId: about.event,
          severityLevel: 'medium',
          request: req,
          meta: { reviewId: id, by: userEntityRef },
        },
        async () => {
          const review = await reader.require(id);
          await find(options, review, {
            permission: PERMISSIONS[about.permission],
            credentials,
          });
          await carryOut(review, userEntityRef, req);
        },
      );
      res.json(await viewOf(options, id, credentials));
    });
  }

  router.get('/reviews', async (req, res) => {
    const { query } = req;
    const entityRef = textOf(query.entityRef);
    const page = await store.reviews.list({
      visible: await visibleTo(
        options.authorizer,
        await readerOf(httpAuth, req),
      ),
      state: listOf(query.state) as ReviewState[] | undefined,
      subjectRef:
        entityRef === undefined ? undefined : normalizedRef(entityRef),
      checklistId: textOf(query.checklist),
      from: timeOf(query.from),
      to: timeOf(query.to),
      limit: limitOf(query),
      cursor: textOf(query.cursor),
    });
    res.json({
      reviews: await Promise.all(
        page.reviews.map(async review =>
          toReviewSummary(review, await reader.read(review)),
        ),
      ),
      nextCursor: page.nextCursor,
    } satisfies ReviewPage);
  });

  router.post('/reviews', async (req, res) => {
    const { credentials, userEntityRef } = await actorOf(httpAuth, req);
    const { entityRef, checklist } = req.body;
    const id = await audited(
      auditor,
      {
        eventId: 'review-open',
        severityLevel: 'medium',
        request: req,
        meta: { entityRef, by: userEntityRef },
      },
      async () => {
        const found = await options.finder.find(
          { entityRef: normalizedRef(entityRef), checklist },
          { permission: reviewOpenPermission, credentials },
        );
        return reviews.open(found, userEntityRef, req.body);
      },
    );
    res.status(201).json(await viewOf(options, id, credentials));
  });

  router.get('/reviews/:id', async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    res.json(await viewOf(options, req.params.id, credentials));
  });

  act(
    'patch',
    '/reviews/:id',
    { event: 'review-change', permission: 'open' },
    (review, user, req) => reviews.change(review, user, req.body),
  );
  act(
    'post',
    '/reviews/:id/sign-offs',
    { event: 'sign-off', permission: 'sign' },
    (review, user, req) => reviews.sign(review, user, req.body),
  );
  act(
    'post',
    '/reviews/:id/sign-offs/:role/withdraw',
    { event: 'sign-off-withdraw', permission: 'sign' },
    (review, user, req) =>
      reviews.withdrawSignOff(review, user, {
        role: req.params.role,
        reason: req.body.reason,
      }),
  );
  act(
    'post',
    '/reviews/:id/decision',
    { event: 'decide', permission: 'decide' },
    (review, user, req) => reviews.decide(review, user, req.body),
  );
  act(
    'post',
    '/reviews/:id/launch',
    { event: 'launch-record', permission: 'launch' },
    (review, user, req) => reviews.launch(review, user, req.body ?? {}),
  );
  act(
    'post',
    '/reviews/:id/cancel',
    { event: 'review-cancel', permission: 'open' },
    (review, user, req) => reviews.cancel(review, user, req.body.reason),
  );
  act(
    'post',
    '/reviews/:id/reopen',
    { event: 'review-reopen', permission: 'open' },
    (review, user, req) => reviews.reopen(review, user, req.body.reason),
  );
  act(
    'put',
    '/reviews/:id/items/:item',
    { event: 'item-assign', permission: 'open' },
    (review, user, req) =>
      reviews.assign(review, user, { item: req.params.item, ...req.body }),
  );
}

/** The launch unit of a review, as far as the reader may see it. */
function find(
  { finder }: ReviewRoutes,
  { subjectRef, checklistId }: StoredReview,
  access: {
    permission: ResourcePermission;
    credentials: BackstageCredentials;
  },
): Promise<FoundScorecard> {
  return finder.find(
    { entityRef: subjectRef, checklist: checklistId, subject: subjectRef },
    access,
  );
}

async function viewOf(
  options: ReviewRoutes,
  id: string,
  credentials: BackstageCredentials,
): Promise<ReviewView> {
  const { store, reviews, now } = options;
  const review = await reviews.reader.require(id);
  const found = await find(options, review, {
    permission: scorecardReadPermission,
    credentials,
  });
  const read = await reviews.reader.read(review);
  const [viewer, events, records, previousGo, facts] = await Promise.all([
    viewerOf(options, { read, found, credentials }),
    store.reviews.events(id),
    store.records.list(id),
    review.previousGoId === null
      ? undefined
      : store.reviews.get(review.previousGoId),
    store.facts.listForSubject(review),
  ]);
  return toReviewView(read, {
    viewer,
    aliases: found.aliases,
    events,
    records,
    previousGo,
    rollback: rollbackLink(read.checklist.checklist, facts),
    now: now(),
  });
}

async function viewerOf(
  { authorizer, reviews }: ReviewRoutes,
  about: {
    read: Awaited<ReturnType<ReviewService['reader']['read']>>;
    found: FoundScorecard;
    credentials: BackstageCredentials;
  },
): Promise<Viewer> {
  const { read, found, credentials } = about;
  const user = userOf(credentials);
  if (user === undefined) return { person: undefined, denied: {} };
  const denied: Viewer['denied'] = {};
  const unit = { ...found.row, entityRef: found.row.subjectRef };
  await Promise.all(
    (Object.keys(PERMISSIONS) as Act[]).map(async name => {
      const permission = PERMISSIONS[name];
      const scope = await authorizer.scope(permission, credentials);
      if (inScope(scope, [unit])) return;
      denied[
        name
      ] = `Your Backstage's permission policy does not grant ${permission.name}`;
    }),
  );
  return { person: await reviews.personOf(read, user), denied };
}

/** The OpenAPI document has checked that it is a time. */
function timeOf(value: unknown): string | undefined {
  return value === undefined
    ? undefined
    : new Date(String(value)).toISOString();
}
