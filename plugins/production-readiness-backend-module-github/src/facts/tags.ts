import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { githubFact, ofRepository, pageOf } from './GithubFact';

const schema = z.object({
  name: z.string(),
  commit: z.object({ sha: z.string() }),
});

/**
 * Tags and the commits that they lead to. A release that is published has a tag,
 * so that releases are among them.
 */
export const tags = githubFact({
  value: z.object({
    tags: z.array(z.object({ name: z.string(), commit: z.string() })),
    complete: z.boolean(),
  }),
  async read(context) {
    const { items, complete, asked } = await context.github.list(
      ofRepository(context, {
        path: '/tags',
        needs: "the repository permission 'Contents' (read)",
      }),
      schema,
    );
    return {
      value: {
        tags: items.map(({ name, commit }) => ({ name, commit: commit.sha })),
        complete,
      },
      evidence: [
        evidence({
          request: asked,
          response: `${complete ? '' : 'at least '}${items.length} tags${
            items.length > 0 ? `, ${items[0].name} first` : ''
          }`,
          link: pageOf(context, 'tags'),
        }),
      ],
    };
  },
});
