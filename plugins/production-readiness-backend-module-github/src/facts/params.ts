import { z } from 'zod';
import { sinceParameter } from '@production-readiness/backstage-plugin-production-readiness-node';

/** Parameters of a block under `collect.github`; which of them count, its fact says. */
export const githubParams = z.strictObject({
  /** Of `history`: how many commits back. */
  commits: z.number().int().min(1).max(100).default(50),
  /** Of `issues`: the label that they carry. */
  label: z.string().min(1).optional(),
  /** Of `commits`: the file or folder that they touch. */
  path: z.string().min(1).optional(),
  /** Of `alerts`, `issues`, `commits`: since when. */
  since: sinceParameter.optional(),
});

export type GithubParams = z.infer<typeof githubParams>;
