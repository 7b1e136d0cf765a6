import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  githubFact,
  ofRepository,
  pageOf,
  type FactContext,
} from './GithubFact';

const MAX_WORKFLOWS = 50;
const needs = "the repository permission 'Actions' (read)";

const workflowSchema = z.object({
  id: z.number(),
  name: z.string(),
  path: z.string(),
  state: z.string(),
});
// When it began first: to run an old one again looks at nothing new.
const runSchema = z.object({ created_at: z.string() });

/** Workflows that are switched on, and when each succeeded last. */
export const runs = githubFact({
  value: z.object({
    workflows: z.array(
      z.object({
        path: z.string(),
        name: z.string(),
        lastSuccessAt: z.string().nullable(),
      }),
    ),
    complete: z.boolean(),
  }),
  async read(context) {
    const list = await context.github.list(
      ofRepository(context, { path: '/actions/workflows', needs }),
      workflowSchema,
      { within: 'workflows' },
    );
    const active = list.items.filter(({ state }) => state === 'active');
    const workflows = await Promise.all(
      active.slice(0, MAX_WORKFLOWS).map(async ({ id, name, path }) => ({
        path,
        name,
        lastSuccessAt: await lastSuccess(context, id),
      })),
    );
    return {
      value: {
        workflows,
        complete: list.complete && active.length <= MAX_WORKFLOWS,
      },
      evidence: [
        evidence({
          request: list.asked,
          response: `${active.length} active workflows: ${workflows
            .map(
              ({ path, lastSuccessAt }) =>
                `${path} succeeded ${lastSuccessAt ?? 'never'}`,
            )
            .join(', ')}`,
          link: pageOf(context, 'actions'),
        }),
      ],
    };
  },
});

async function lastSuccess(
  context: FactContext,
  id: number,
): Promise<string | null> {
  const { items } = await context.github.list(
    ofRepository(context, {
      path: '/actions/workflows/{workflow_id}/runs',
      params: { workflow_id: id, status: 'success' },
      needs,
    }),
    runSchema,
    { within: 'workflow_runs', pageSize: 1, maxPages: 1 },
  );
  return items[0]?.created_at ?? null;
}
