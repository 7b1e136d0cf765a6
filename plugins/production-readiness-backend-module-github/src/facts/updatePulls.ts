import { z } from 'zod';
import {
  CannotSay,
  evidence,
  isNotFound,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  githubFact,
  ofRepository,
  pageOf,
  requireComplete,
  type FactContext,
} from './GithubFact';

const BOTS = ['dependabot', 'renovate'] as const;
type Bot = (typeof BOTS)[number];

/** Files by which the bots are switched on, from the root. */
const CONFIGURATIONS: Record<Bot, RegExp> = {
  dependabot: /^\.github\/dependabot\.ya?ml$/,
  renovate: /^(\.github\/)?renovate\.json5?$|^\.renovaterc(\.json)?$/,
};

const entrySchema = z.object({ type: z.string(), path: z.string() });
const pullSchema = z.object({
  number: z.number(),
  created_at: z.string(),
  user: z.object({ login: z.string() }).nullable(),
  head: z.object({ ref: z.string() }),
});

/**
 * Open pull requests of the bot that keeps dependencies current. A miss without
 * a bot: no pull requests prove nothing then.
 */
export const updatePulls = githubFact({
  value: z.object({
    bot: z.enum(BOTS),
    pulls: z.array(z.object({ number: z.number(), createdAt: z.string() })),
    complete: z.literal(true),
  }),
  async read(context) {
    const list = await context.github.list(
      ofRepository(context, {
        path: '/pulls',
        params: { state: 'open', sort: 'created', direction: 'asc' },
        needs: "the repository permission 'Pull requests' (read)",
      }),
      pullSchema,
    );
    requireComplete(list, 'open pull requests');
    const own = list.items.filter(pull => botOf(pull) !== undefined);
    const piece = evidence({
      request: list.asked,
      response: `${list.items.length} open pull requests, ${own.length} of an update bot`,
      link: pageOf(context, 'pulls'),
    });
    const bot = (await configuredBot(context)) ?? (own[0] && botOf(own[0]));
    if (!bot) {
      throw new CannotSay(
        notDeclared(
          'the repository has no configuration of Dependabot or Renovate; commit .github/dependabot.yml or renovate.json',
        ),
        [piece],
      );
    }
    return {
      value: {
        bot,
        pulls: own.map(pull => ({
          number: pull.number,
          createdAt: pull.created_at,
        })),
        complete: true as const,
      },
      evidence: [piece],
    };
  },
});

/** By its account, or where it runs under another one by the name of its branch. */
function botOf({ user, head }: z.infer<typeof pullSchema>): Bot | undefined {
  return BOTS.find(
    bot => user?.login === `${bot}[bot]` || head.ref.startsWith(`${bot}/`),
  );
}

async function configuredBot(context: FactContext): Promise<Bot | undefined> {
  const root = await folder(context, '');
  const nested = root.includes('.github')
    ? await folder(context, '.github').catch(error => {
        if (isNotFound(error)) return [];
        throw error;
      })
    : [];
  const files = [...root, ...nested];
  return BOTS.find(bot => files.some(file => CONFIGURATIONS[bot].test(file)));
}

async function folder(context: FactContext, path: string): Promise<string[]> {
  const { data } = await context.github.get(
    ofRepository(context, {
      path: path === '' ? '/contents' : '/contents/{path}',
      params: path === '' ? {} : { path },
      needs: "the repository permission 'Contents' (read)",
    }),
    z.array(entrySchema),
  );
  return data.map(entry => entry.path);
}
