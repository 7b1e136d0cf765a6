import { z } from 'zod';
import {
  CannotSay,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
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
    const pieces = [
      evidence({
        request: asked,
        response: `${complete ? '' : 'at least '}${items.length} tags${
          items.length > 0 ? `, ${items[0].name} first` : ''
        }`,
        link: pageOf(context, 'tags'),
      }),
    ];
    // That a commit has no tag is not known of a part of them (semantics 2.1).
    if (!complete) {
      throw new CannotSay(
        {
          cause: 'check-error',
          message: `there are more than ${items.length} tags, and no more are read`,
        },
        pieces,
      );
    }
    return {
      value: {
        tags: items.map(({ name, commit }) => ({ name, commit: commit.sha })),
        complete,
      },
      evidence: pieces,
    };
  },
});
