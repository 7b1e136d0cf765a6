import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { scorecardReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ScorecardFinder } from '../views/findScorecard';
import type { ScorecardAnswers } from '../views/scorecardAnswers';
import { readerOf, scorecardRequestOf } from './requests';
import { sendAnswer } from './sendAnswer';

export function mountScorecard(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    finder: ScorecardFinder;
    answers: ScorecardAnswers;
  },
): void {
  router.get('/scorecards/:kind/:namespace/:name', async (req, res) => {
    const { finder, answers } = options;
    const found = await finder.find(scorecardRequestOf(req.params, req.query), {
      permission: scorecardReadPermission,
      credentials: await readerOf(options.httpAuth, req),
    });
    const full = req.query.facts === 'full';
    await sendAnswer(req, res, await answers.answer(found, { full }));
  });
}
