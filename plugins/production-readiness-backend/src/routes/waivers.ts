import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  waiverApprovePermission,
  waiverRequestPermission,
  type WaiverPage,
  type WaiverState,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ChecklistService } from '../checklists/types';
import { actorOf, userOf } from '../decide/actor';
import type {
  SettleWaiver,
  WaiverService,
} from '../decide/statements/WaiverService';
import type { ScorecardAuthorizer } from '../permissions/scope';
import type { Store } from '../store/types';
import { normalizedRef, type ScorecardFinder } from '../views/findScorecard';
import { audited } from './audited';
import {
  limitOf,
  listOf,
  readerOf,
  scorecardRequestOf,
  textOf,
} from './requests';
import { visibleTo } from './visibleTo';

const ACTS = {
  approve: 'approved',
  refuse: 'refused',
  revoke: 'revoked',
} as const;

export function mountWaivers(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    authorizer: ScorecardAuthorizer;
    finder: ScorecardFinder;
    checklists: ChecklistService;
    store: Store;
    waivers: WaiverService;
    now: () => Date;
  },
): void {
  const { httpAuth, auditor, finder, checklists, store, waivers } = options;

  router.post(
    '/scorecards/:kind/:namespace/:name/waivers',
    async (req, res) => {
      const { credentials, userEntityRef } = await actorOf(httpAuth, req);
      const request = scorecardRequestOf(req.params, req.body);
      const { about, entityRef, reason, expiresAt } = req.body;
      const waiver = await audited(
        auditor,
        {
          eventId: 'waiver-request',
          severityLevel: 'medium',
          request: req,
          meta: { entityRef: request.entityRef, about, by: userEntityRef },
        },
        async () => {
          const found = await finder.find(request, {
            permission: waiverRequestPermission,
            credentials,
          });
          return waivers.request(found, userEntityRef, {
            about,
            reason,
            expiresAt,
            ...(entityRef === undefined
              ? {}
              : { entityRef: normalizedRef(entityRef) }),
          });
        },
      );
      res.status(201).json(waiver);
    },
  );

  for (const [act, state] of Object.entries(ACTS)) {
    router.post(`/waivers/:id/${act}`, async (req, res) => {
      const { credentials, userEntityRef } = await actorOf(httpAuth, req);
      const { id } = req.params as { id: string };
      const settle: SettleWaiver = {
        state,
        note: textOf(req.body?.note ?? req.body?.reason),
      };
      const settled = await audited(
        auditor,
        {
          eventId: `waiver-${act}`,
          severityLevel: 'medium',
          request: req,
          meta: { waiverId: id, by: userEntityRef },
        },
        async () => {
          const waiver = await store.waivers.get(id);
          if (!waiver) throw new NotFoundError(`There is no waiver '${id}'`);
          const isOwn = waiver.requestedBy === userEntityRef;
          const found = await finder.find(
            {
              entityRef: waiver.subjectRef,
              checklist: waiver.checklistId,
              subject: waiver.subjectRef,
            },
            {
              // Taking back what one asked for takes no more than asking.
              permission:
                isOwn && state === 'revoked'
                  ? waiverRequestPermission
                  : waiverApprovePermission,
              credentials,
            },
          );
          return waivers.settle(waiver, {
            ...settle,
            user: userEntityRef,
            found,
          });
        },
      );
      res.json(settled);
    });
  }

  router.get('/waivers', async (req, res) => {
    const { query } = req;
    const credentials = await readerOf(httpAuth, req);
    const page = await store.waivers.list({
      visible: await visibleTo(options.authorizer, credentials),
      subjectRefs: await subjectsOf(store, textOf(query.entityRef)),
      checklistId: textOf(query.checklist),
      state: listOf(query.state) as WaiverState[] | undefined,
      endsBefore: textOf(query.endsBefore),
      now: options.now(),
      limit: limitOf(query),
      cursor: textOf(query.cursor),
    });
    const views = page.waivers.map(async waiver =>
      waivers.view(waiver, {
        user: userOf(credentials),
        members: await store.members.list(waiver),
        checklist: await checklists.get(waiver.checklistId),
      }),
    );
    res.json({
      waivers: await Promise.all(views),
      nextCursor: page.nextCursor,
    } satisfies WaiverPage);
  });
}

/** The launch units that an entity is, or is part of. */
async function subjectsOf(
  store: Store,
  entityRef: string | undefined,
): Promise<string[] | undefined> {
  if (entityRef === undefined) return undefined;
  const ref = normalizedRef(entityRef);
  const memberships = await store.members.listByEntity(ref);
  return [...new Set([ref, ...memberships.map(each => each.subjectRef)])];
}
