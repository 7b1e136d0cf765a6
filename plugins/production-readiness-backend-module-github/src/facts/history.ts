import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  defaultBranch,
  githubFact,
  ofRepository,
  pageOf,
  type FactContext,
} from './GithubFact';

const commitSchema = z.object({ sha: z.string() });
const pullSchema = z.object({ merged_at: z.string().nullable() });

/**
 * How many of the newest commits on the default branch belong to a pull request
 * that was merged. GitHub is asked about each of them, once.
 */
export const history = githubFact({
  value: z.object({ commits: z.number(), fromPullRequests: z.number() }),
  async read(context) {
    const known = await defaultBranch(context);
    const list = await context.github.list(
      ofRepository(context, {
        path: '/commits',
        params: { sha: known.data.default_branch },
        needs: "the repository permission 'Contents' (read)",
      }),
      commitSchema,
      { pageSize: context.params.commits, maxPages: 1 },
    );
    const commits = list.items.slice(0, context.params.commits);
    const merged = await Promise.all(
      commits.map(({ sha }) => isMerged(context, sha)),
    );
    const fromPullRequests = merged.filter(Boolean).length;
    return {
      value: { commits: commits.length, fromPullRequests },
      evidence: [
        evidence({
          request: list.asked,
          response: `${commits.length} commits on ${known.data.default_branch}, ${fromPullRequests} of them from a merged pull request`,
          link: pageOf(context, `commits/${known.data.default_branch}`),
        }),
      ],
    };
  },
});

async function isMerged(context: FactContext, sha: string): Promise<boolean> {
  const { host, owner, repo } = context.repository;
  const key = `${host}/${owner}/${repo}@${sha}`;
  const { merged } = context.source;
  if (merged.has(key)) return true;
  const { items } = await context.github.list(
    ofRepository(context, {
      path: '/commits/{commit_sha}/pulls',
      params: { commit_sha: sha },
      needs: "the repository permission 'Pull requests' (read)",
    }),
    pullSchema,
    { maxPages: 1 },
  );
  const found = items.some(({ merged_at }) => merged_at !== null);
  if (found) merged.set(key, true);
  return found;
}
