import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  scorecardReadPermission,
  type ScorecardPage,
  type Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Request, Router } from 'express';
import type { ChecklistService } from '../checklists/types';
import type { ScorecardAuthorizer } from '../permissions/scope';
import type { RowQuery, RowSort, ScorecardStore } from '../store/types';
import { toRowView } from '../views/rowView';
import { limitOf, listOf, readerOf, textOf } from './requests';

export function mountPortfolio(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    authorizer: ScorecardAuthorizer;
    checklists: ChecklistService;
    scorecards: ScorecardStore;
  },
): void {
  const { httpAuth, authorizer, checklists, scorecards } = options;

  router.get('/scorecards', async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    const scope = await authorizer.scope(scorecardReadPermission, credentials);
    if (scope === 'none') {
      throw new NotAllowedError(
        `You need the permission ${scorecardReadPermission.name}; ask those who keep your Backstage's permission policy`,
      );
    }
    const query: RowQuery = {
      ...(scope === 'all' ? {} : { visible: scope }),
      ...filtersOf(req.query),
      item: await failingItem(checklists, req.query),
    };
    const [page, totals, summaries] = await Promise.all([
      scorecards.list(query, {
        sort: textOf(req.query.sort) as RowSort | undefined,
        descending: req.query.order === 'desc',
        limit: limitOf(req.query),
        cursor: textOf(req.query.cursor),
      }),
      scorecards.totals(query),
      checklists.list(),
    ]);
    const titles = new Map(summaries.map(each => [each.id, each.title]));
    res.json({
      items: page.rows.map(row =>
        toRowView(row, titles.get(row.checklistId) ?? row.checklistId),
      ),
      nextCursor: page.nextCursor,
      totals,
    } satisfies ScorecardPage);
  });
}

function filtersOf(query: Request['query']): RowQuery {
  return {
    checklistId: textOf(query.checklist),
    owner: listOf(query.owner),
    system: listOf(query.system),
    kind: listOf(query.kind)?.map(kind => kind.toLocaleLowerCase('en-US')),
    namespace: listOf(query.namespace),
    type: listOf(query.type),
    lifecycle: listOf(query.lifecycle),
    levelId: listOf(query.level),
    verdict: listOf(query.verdict) as (Verdict | 'none')[] | undefined,
    search: textOf(query.q),
  };
}

/** Where the item that is asked for stands in the statuses of a row. */
async function failingItem(
  checklists: ChecklistService,
  query: Request['query'],
): Promise<RowQuery['item']> {
  const item = textOf(query.failing);
  if (item === undefined) return undefined;
  const checklist = textOf(query.checklist);
  const holders = (await checklists.listLoaded()).filter(
    loaded =>
      (checklist === undefined || loaded.checklist.id === checklist) &&
      loaded.checklist.items.some(each => each.id === item),
  );
  if (holders.length === 0) {
    throw new NotFoundError(
      `No checklist in force${
        checklist === undefined ? '' : ` with the id '${checklist}'`
      } holds an item '${item}'`,
    );
  }
  if (holders.length > 1) {
    throw new InputError(
      `The item '${item}' is in several checklists; add checklist=${holders
        .map(loaded => loaded.checklist.id)
        .join(' or checklist=')}`,
    );
  }
  const [{ digest, checklist: definition }] = holders;
  return {
    digest,
    index: definition.items.findIndex(each => each.id === item),
    status: ['fail'],
  };
}
