import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { scorecardReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ScorecardFinder } from '../views/findScorecard';
import type { PartsReader } from '../views/parts';
import { toScorecardView } from '../views/scorecardView';
import { readerOf, scorecardRequestOf } from './requests';

export function mountScorecard(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    finder: ScorecardFinder;
    parts: PartsReader;
  },
): void {
  router.get('/scorecards/:kind/:namespace/:name', async (req, res) => {
    const found = await options.finder.find(
      scorecardRequestOf(req.params, req.query),
      {
        permission: scorecardReadPermission,
        credentials: await readerOf(options.httpAuth, req),
      },
    );
    res.json(toScorecardView(await options.parts.read(found)));
  });
}
