import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  scorecardReadPermission,
  type HistoryView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { HistoryStore } from '../store/types';
import type { ScorecardFinder } from '../views/findScorecard';
import { limitOf, readerOf, scorecardRequestOf, textOf } from './requests';

const DEFAULT_DAYS = 90;
const MS_A_DAY = 24 * 60 * 60 * 1000;

export function mountHistory(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    finder: ScorecardFinder;
    history: HistoryStore;
    now: () => Date;
  },
): void {
  const { httpAuth, finder, history, now } = options;

  router.get('/scorecards/:kind/:namespace/:name/history', async (req, res) => {
    const { key, entityRef } = await finder.find(
      scorecardRequestOf(req.params, req.query),
      {
        permission: scorecardReadPermission,
        credentials: await readerOf(httpAuth, req),
      },
    );
    const cursor = textOf(req.query.cursor);
    const [points, page] = await Promise.all([
      cursor === undefined
        ? history.points(key, {
            since: textOf(req.query.since) ?? dayBefore(now(), DEFAULT_DAYS),
          })
        : [],
      history.transitions(key, {
        entityRef,
        limit: limitOf(req.query),
        cursor,
      }),
    ]);
    res.json({ points, ...page } satisfies HistoryView);
  });
}

function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * MS_A_DAY).toISOString().slice(0, 10);
}
