import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  attestationCreatePermission,
  scorecardReadPermission,
  type AttestationInput,
  type AttestationPage,
  type AttestationsView,
  type AttestationTaskPage,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ChecklistService } from '../checklists/types';
import { actorOf, userOf } from '../decide/actor';
import type { AttestationService } from '../decide/statements/AttestationService';
import { toAttestationView } from '../decide/statements/attestTasks';
import type { ScorecardAuthorizer } from '../permissions/scope';
import type { Store } from '../store/types';
import type { ScorecardFinder } from '../views/findScorecard';
import { audited } from './audited';
import { visibleTo } from './visibleTo';
import { limitOf, readerOf, scorecardRequestOf, textOf } from './requests';

const PATH = '/scorecards/:kind/:namespace/:name/attestations';
/** Launch units that one page of tasks looks at. */
const UNITS_A_PAGE = 20;

export function mountAttestations(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    authorizer: ScorecardAuthorizer;
    finder: ScorecardFinder;
    checklists: ChecklistService;
    store: Store;
    attestations: AttestationService;
    now: () => Date;
  },
): void {
  const { httpAuth, auditor, finder, checklists, store, now } = options;

  router.get(PATH, async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    const found = await finder.find(scorecardRequestOf(req.params, req.query), {
      permission: scorecardReadPermission,
      credentials,
    });
    const [tasks, loaded] = await Promise.all([
      options.attestations.tasks(found, userOf(credentials)),
      checklists.get(found.key.checklistId),
    ]);
    const { roles = {} } = loaded?.checklist ?? {};
    res.json({
      entityRef: found.entityRef,
      ...found.key,
      tasks,
      roles: Object.fromEntries(
        Object.entries(roles).map(([id, { title }]) => [id, title]),
      ),
    } satisfies AttestationsView);
  });

  router.post(PATH, async (req, res) => {
    const { credentials, userEntityRef } = await actorOf(httpAuth, req);
    const request = scorecardRequestOf(req.params, req.body);
    const statements: AttestationInput[] = req.body.attestations;
    const given = await audited(
      auditor,
      {
        eventId: 'attest',
        severityLevel: 'medium',
        request: req,
        meta: {
          entityRef: request.entityRef,
          by: userEntityRef,
          about: statements.map(({ about, role }) => `${role}: ${about}`),
        },
      },
      async () => {
        const found = await finder.find(request, {
          permission: attestationCreatePermission,
          credentials,
        });
        return options.attestations.give(found, userEntityRef, statements);
      },
    );
    res.status(201).json(given);
  });

  router.post('/attestations/:id/withdraw', async (req, res) => {
    const { credentials, userEntityRef } = await actorOf(httpAuth, req);
    const { id } = req.params;
    const answer = await audited(
      auditor,
      {
        eventId: 'attestation-withdraw',
        severityLevel: 'medium',
        request: req,
        meta: { attestationId: id, by: userEntityRef },
      },
      async () => {
        const attestation = await store.attestations.get(id);
        if (!attestation) {
          throw new NotFoundError(`There is no attestation '${id}'`);
        }
        const found = await finder.find(
          {
            entityRef: attestation.entityRef,
            checklist: attestation.checklistId,
            subject: attestation.subjectRef,
          },
          { permission: attestationCreatePermission, credentials },
        );
        return options.attestations.withdraw(attestation, {
          user: userEntityRef,
          reason: req.body.reason,
          found,
        });
      },
    );
    res.json(answer);
  });

  router.get('/attestations/tasks', async (req, res) => {
    const { credentials, userEntityRef } = await actorOf(httpAuth, req);
    const visible = await visibleTo(options.authorizer, credentials);
    const { rows, nextCursor } = await store.scorecards.list(
      { visible },
      { limit: UNITS_A_PAGE, cursor: textOf(req.query.cursor) },
    );
    const tasks = [];
    for (const { subjectRef, checklistId } of rows) {
      const found = await finder.find(
        { entityRef: subjectRef, checklist: checklistId, subject: subjectRef },
        { permission: scorecardReadPermission, credentials },
      );
      const own = await options.attestations.tasks(found, userEntityRef);
      tasks.push(
        ...own
          .filter(
            ({ may, state }) =>
              may.allowed &&
              ['missing', 'expired', 'lapsed', 'expiring'].includes(state),
          )
          .map(task => ({ ...task, subjectRef, checklistId })),
      );
    }
    res.json({ tasks, nextCursor } satisfies AttestationTaskPage);
  });

  router.get('/attestations', async (req, res) => {
    const { query } = req;
    const page = await store.attestations.list({
      visible: await visibleTo(
        options.authorizer,
        await readerOf(httpAuth, req),
      ),
      endsBefore: textOf(query.endsBefore),
      role: textOf(query.role),
      about: textOf(query.about),
      entityRef: textOf(query.entityRef),
      limit: limitOf(query),
      cursor: textOf(query.cursor),
    });
    res.json({
      attestations: page.attestations.map(each =>
        toAttestationView(each, now()),
      ),
      nextCursor: page.nextCursor,
    } satisfies AttestationPage);
  });
}
