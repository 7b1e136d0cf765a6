import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  githubFact,
  ofRepository,
  pageOf,
  requireComplete,
} from './GithubFact';

const schema = z.object({
  id: z.number(),
  read_only: z.boolean(),
  created_at: z.string(),
});

/** Deploy keys by their number; neither the keys nor their titles are read. */
export const keys = githubFact({
  value: z.object({
    keys: z.array(
      z.object({
        id: z.number(),
        readOnly: z.boolean(),
        createdAt: z.string(),
      }),
    ),
    complete: z.literal(true),
  }),
  async read(context) {
    const list = await context.github.list(
      ofRepository(context, {
        path: '/keys',
        needs: "the repository permission 'Administration' (read)",
      }),
      schema,
    );
    requireComplete(list, 'deploy keys');
    const { items } = list;
    const oldest = items.map(({ created_at }) => created_at).sort()[0];
    return {
      value: {
        keys: items.map(key => ({
          id: key.id,
          readOnly: key.read_only,
          createdAt: key.created_at,
        })),
        complete: true as const,
      },
      evidence: [
        evidence({
          request: list.asked,
          response: `${items.length} deploy keys${
            oldest ? `, the oldest of ${oldest}` : ''
          }`,
          link: pageOf(context, 'settings/keys'),
        }),
      ],
    };
  },
});
