import { z } from 'zod';
import {
  CannotSay,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { githubFact, type FactContext } from './GithubFact';

/**
 * Members of the organisation that owns the repository, and how many of them
 * have no second factor. Read with the token of an owner: to anybody else
 * GitHub shows neither all of them nor who lacks it.
 */
export const members = githubFact({
  value: z.object({
    members: z.number(),
    withoutTwoFactor: z.number(),
    /** False: there are at least so many. */
    complete: z.boolean(),
  }),
  async read(context) {
    const all = await listMembers(context, {});
    const without = await listMembers(context, { filter: '2fa_disabled' });
    const { host, owner } = context.repository;
    const piece = evidence({
      request: without.asked,
      response: `${without.items.length} of ${all.complete ? '' : 'at least '}${
        all.items.length
      } members of ${owner} have no second factor`,
      link: `https://${host}/orgs/${owner}/people`,
    });
    if (all.items.length === 0) {
      throw new CannotSay(
        {
          cause: 'check-error',
          message: `${owner} shows no members; the token has to be of an owner of the organisation`,
        },
        [piece],
      );
    }
    return {
      value: {
        members: all.items.length,
        withoutTwoFactor: without.items.length,
        complete: all.complete && without.complete,
      },
      evidence: [piece],
    };
  },
});

function listMembers(
  { source, repository, signal }: FactContext,
  params: { filter?: string },
) {
  return source.ownerReader(repository).list(
    {
      path: '/orgs/{org}/members',
      params: { org: repository.owner, ...params },
      needs:
        "the organisation permission 'Members' (read), as one of its owners",
      signal,
      refused: ({ status }) =>
        status === 422
          ? new Error(
              `GitHub shows who has no second factor to owners of ${repository.owner} only (422); set a token of an owner at productionReadiness.collectors.github.orgOwnerToken`,
            )
          : undefined,
    },
    z.object({ id: z.number() }),
  );
}
