import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  scorecardReadPermission,
  scorecardRunPermission,
  type RunPage,
  type RunView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { RunService } from '../runs/types';
import type { SubjectKey } from '../store/types';
import type { ScorecardFinder } from '../views/findScorecard';
import { hideProblems } from '../views/hideEntities';
import { audited } from './audited';
import { limitOf, readerOf, scorecardRequestOf, textOf } from './requests';

const PATH = '/scorecards/:kind/:namespace/:name/runs';

export function mountRuns(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    finder: ScorecardFinder;
    runs: RunService;
  },
): void {
  const { httpAuth, auditor, finder, runs } = options;

  router.post(PATH, async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    const request = scorecardRequestOf(req.params, req.body ?? {});
    const run = await audited(
      auditor,
      {
        eventId: 'run-request',
        severityLevel: 'low',
        request: req,
        meta: {
          entityRef: request.entityRef,
          checklist: request.checklist ?? null,
        },
      },
      async () => {
        const { key, aliases } = await finder.find(request, {
          permission: scorecardRunPermission,
          credentials,
        });
        return hideProblems(
          await runs.requestRun({ ...key, reason: 'asked' }),
          aliases,
        );
      },
    );
    res.status(202).json(run);
  });

  router.get(PATH, async (req, res) => {
    const { key, aliases } = await finder.find(
      scorecardRequestOf(req.params, req.query),
      {
        permission: scorecardReadPermission,
        credentials: await readerOf(httpAuth, req),
      },
    );
    const page = await runs.list(key, {
      limit: limitOf(req.query),
      cursor: textOf(req.query.cursor),
    });
    res.json({
      ...page,
      runs: page.runs.map(run => hideProblems(run, aliases)),
    } satisfies RunPage);
  });

  router.get(`${PATH}/:runId`, async (req, res) => {
    const { runId } = req.params;
    const reader = {
      permission: scorecardReadPermission,
      credentials: await readerOf(httpAuth, req),
    };
    const request = scorecardRequestOf(req.params, {});
    const [run, found] = await Promise.all([
      runs.get(runId),
      finder.find(request, reader),
    ]);
    // A run of something else is refused in the same words as none.
    if (!run || !found.all.some(key => isOf(run, key))) {
      throw new NotFoundError(
        `There is no run '${runId}' of ${request.entityRef}; runs are kept for a while only`,
      );
    }
    const { aliases } = isOf(run, found.key)
      ? found
      : await finder.find(
          {
            ...request,
            checklist: run.checklistId,
            subject: run.subjectRef,
          },
          reader,
        );
    res.json(hideProblems(run, aliases));
  });
}

function isOf(run: RunView, key: SubjectKey): boolean {
  return (
    run.subjectRef === key.subjectRef && run.checklistId === key.checklistId
  );
}
