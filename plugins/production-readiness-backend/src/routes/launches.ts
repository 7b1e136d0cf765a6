import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { LaunchWithoutGo } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ChecklistService } from '../checklists/types';
import type { ScorecardAuthorizer } from '../permissions/scope';
import type { Store } from '../store/types';
import { limitOf, readerOf, textOf } from './requests';
import { visibleTo } from './visibleTo';

export function mountLaunches(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    authorizer: ScorecardAuthorizer;
    checklists: ChecklistService;
    store: Store;
  },
): void {
  const { httpAuth, authorizer, checklists, store } = options;

  router.get('/launches/without-go', async (req, res) => {
    const [visible, summaries] = await Promise.all([
      visibleTo(authorizer, await readerOf(httpAuth, req)),
      checklists.list(),
    ]);
    const titles = new Map(summaries.map(({ id, title }) => [id, title]));
    const page = await store.launches.listWithoutGo({
      visible,
      limit: limitOf(req.query),
      cursor: textOf(req.query.cursor),
    });
    res.json({
      launches: page.launches.map(
        ({ checklistId, ...launch }): LaunchWithoutGo => ({
          ...launch,
          checklist: {
            id: checklistId,
            title: titles.get(checklistId) ?? checklistId,
          },
        }),
      ),
      nextCursor: page.nextCursor,
    });
  });
}
