import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  checklistReadPermission,
  type ChecklistView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ChecklistService } from '../checklists/types';
import type { ScorecardAuthorizer } from '../permissions/scope';
import { readerOf, textOf } from './requests';

export function mountChecklists(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    authorizer: ScorecardAuthorizer;
    checklists: ChecklistService;
  },
): void {
  const { httpAuth, authorizer, checklists } = options;

  router.get('/checklists', async (req, res) => {
    await authorizer.require(
      checklistReadPermission,
      await readerOf(httpAuth, req),
    );
    res.json({ items: await checklists.list() });
  });

  router.get('/checklists/:id', async (req, res) => {
    await authorizer.require(
      checklistReadPermission,
      await readerOf(httpAuth, req),
    );
    const { id } = req.params;
    const version = textOf(req.query.version);
    const loaded =
      version === undefined
        ? await checklists.get(id)
        : await checklists.getVersion(id, version);
    if (!loaded) {
      const known = (await checklists.list()).map(each => each.id).join(', ');
      throw new NotFoundError(
        version === undefined
          ? `No checklist '${id}' is in force; there are: ${known || 'none'}`
          : `No version '${version}' of checklist '${id}' is stored`,
      );
    }
    const { digest, origin, loadedAt, checklist, findings } = loaded;
    res.json({
      digest,
      origin,
      loadedAt,
      checklist,
      findings,
    } satisfies ChecklistView);
  });
}
