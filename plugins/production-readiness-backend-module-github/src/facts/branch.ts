import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  defaultBranch,
  githubFact,
  ofRepository,
  pageOf,
  requireComplete,
} from './GithubFact';

const MAX_TYPES = 50;

const branchSchema = z.object({
  name: z.string(),
  protected: z.boolean(),
  // `protected` says yes of any ruleset, be it one on names of commits.
  protection: z.object({ enabled: z.boolean() }),
});

/** Whether the default branch has a branch protection of its own. */
export const branch = githubFact({
  value: z.object({ name: z.string(), protected: z.boolean() }),
  async read(context) {
    const known = await defaultBranch(context);
    const { data, asked } = await context.github.get(
      ofRepository(context, {
        path: '/branches/{branch}',
        params: { branch: known.data.default_branch },
        needs: "the repository permission 'Contents' (read)",
      }),
      branchSchema,
    );
    const isProtected = data.protected && data.protection.enabled;
    return {
      value: { name: data.name, protected: isProtected },
      evidence: [
        evidence({
          request: asked,
          response: `${data.name}, the default branch, ${
            isProtected ? 'has' : 'has no'
          } branch protection`,
          link: pageOf(context, 'settings/branches'),
        }),
      ],
    };
  },
});

/** Types of the active rules that rulesets have for the default branch. */
export const rules = githubFact({
  value: z.object({ types: z.array(z.string()), complete: z.boolean() }),
  async read(context) {
    const known = await defaultBranch(context);
    const list = await context.github.list(
      ofRepository(context, {
        path: '/rules/branches/{branch}',
        params: { branch: known.data.default_branch },
        needs: "the repository permission 'Metadata' (read)",
      }),
      z.object({ type: z.string() }),
    );
    requireComplete(list, 'rules');
    const types = [...new Set(list.items.map(({ type }) => type))];
    return {
      value: {
        types: types.slice(0, MAX_TYPES),
        complete: types.length <= MAX_TYPES,
      },
      evidence: [
        evidence({
          request: list.asked,
          response: `${list.items.length} active rules for ${
            known.data.default_branch
          }: ${types.join(', ') || 'none'}`,
          link: pageOf(context, 'rules'),
        }),
      ],
    };
  },
});
