import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  defaultBranch,
  githubFact,
  ofRepository,
  pageOf,
  requireComplete,
  requireParameter,
  requireSince,
} from './GithubFact';

const issueSchema = z.object({
  created_at: z.string(),
  // To GitHub a pull request is an issue too.
  pull_request: z.unknown().optional(),
});

/** Issues with a label that were opened since a moment. */
export const issues = githubFact({
  value: z.object({ count: z.number() }),
  async read(context) {
    const since = requireSince(context);
    const label = requireParameter(context.params.label, 'label');
    const list = await context.github.list(
      ofRepository(context, {
        path: '/issues',
        params: {
          labels: label,
          state: 'all',
          // By the last change; what was opened before is sorted out below.
          since: since.toISOString(),
        },
        needs: "the repository permission 'Issues' (read)",
      }),
      issueSchema,
    );
    const count = list.items.filter(
      issue =>
        issue.pull_request === undefined && new Date(issue.created_at) >= since,
    ).length;
    if (count === 0) requireComplete(list, `issues with the label ${label}`);
    return {
      value: { count },
      evidence: [
        evidence({
          request: list.asked,
          response: `${count} issues with the label ${label} opened since ${since.toISOString()}`,
          link: pageOf(context, 'issues'),
        }),
      ],
    };
  },
});

/** Commits on the default branch that touch a path, since a moment. */
export const commits = githubFact({
  value: z.object({ count: z.number() }),
  async read(context) {
    const since = requireSince(context);
    const path = requireParameter(context.params.path, 'path');
    const known = await defaultBranch(context);
    const { items, asked } = await context.github.list(
      ofRepository(context, {
        path: '/commits',
        params: {
          sha: known.data.default_branch,
          path: path.replace(/^\/+|\/+$/g, ''),
          since: since.toISOString(),
        },
        needs: "the repository permission 'Contents' (read)",
      }),
      z.object({ sha: z.string() }),
    );
    return {
      value: { count: items.length },
      evidence: [
        evidence({
          request: asked,
          response: `${
            items.length
          } commits to ${path} since ${since.toISOString()}`,
          link: pageOf(context, `commits/${known.data.default_branch}`),
        }),
      ],
    };
  },
});
