import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { scorecardReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ScorecardFinder } from '../views/findScorecard';
import type { AnswerCache } from '../views/answerCache';
import type { ConnectedCollectors } from '../views/commands';
import type { PartsReader } from '../views/parts';
import { toScorecardView } from '../views/scorecardView';
import { readerOf, scorecardRequestOf } from './requests';
import { sendAnswer } from './sendAnswer';

export function mountScorecard(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    finder: ScorecardFinder;
    parts: PartsReader;
    answers: AnswerCache;
    collectors: ConnectedCollectors;
  },
): void {
  router.get('/scorecards/:kind/:namespace/:name', async (req, res) => {
    const { finder, parts, answers } = options;
    const found = await finder.find(scorecardRequestOf(req.params, req.query), {
      permission: scorecardReadPermission,
      credentials: await readerOf(options.httpAuth, req),
    });
    const state = await parts.readState(found);
    const full = req.query.facts === 'full';
    const variant = full ? 'full' : '';
    const answer = await answers.get({ found, state, variant }, async () =>
      toScorecardView(await parts.read(found, state), {
        collectors: options.collectors,
        full,
      }),
    );
    await sendAnswer(req, res, answer);
  });
}
