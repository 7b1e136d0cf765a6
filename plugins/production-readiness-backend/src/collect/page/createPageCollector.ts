import { createHash } from 'node:crypto';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  createFactCollector,
  type FactCollector,
  type JsonObject,
  redactUrl,
  isUnreachable,
  type OutgoingGuard,
  type OutgoingResponse,
  CannotSay,
  collectEach,
  waitsForPerson,
  type Finding,
  refuseSilence,
  silence,
  HOUR_MS,
  MINUTE_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  answerEvidence,
  askFor,
  refuseChallenge,
  silenceEvidence,
  type Ask,
} from '../http/client';
import { mediaType } from '../http/collectAnswer';
import { findLastUpdated } from '../text/dates';
import { isClientRendered, parseHtml, readHtml } from '../text/html';
import { outlineHtml } from '../text/outline';
import { describeRule, satisfies, sectionRule } from '../text/sectionRule';

const pageParams = z.strictObject({
  url: z.string().min(1),
  /** `default`: nobody declared the place, so that nothing is there proves nothing. */
  place: z.string().default('declared'),
  rules: z.record(z.string(), sectionRule).default({}),
  strict: z.boolean().default(false),
  silence,
});
type PageParams = z.infer<typeof pageParams>;

const pageSchema = z.object({
  reachable: z.boolean(),
  failingSince: z.string().nullable(),
  found: z.boolean(),
  status: z.number().nullable(),
  url: z.string(),
  title: z.string().nullable(),
  words: z.number(),
  hash: z.string().nullable(),
  lastUpdated: z.string().nullable(),
  links: z.array(z.string()),
  rules: z.record(z.string(), z.boolean()),
});
type PageFact = z.infer<typeof pageSchema>;

const LOGIN_PATH = /(^|\/)(log-?in|sign-?in|auth)(\/|$)/i;

/** Public pages: that they are there, and have the sections they should have. */
export function createPageCollector(options: {
  guard: OutgoingGuard;
}): FactCollector<PageParams> {
  return createFactCollector<PageParams>({
    id: 'page',
    title: 'Public pages',
    params: pageParams,
    valueSchema: () => pageSchema,
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    collect: context => {
      const ask = askFor(options.guard, {
        signal: context.signal,
        entityRef: stringifyEntityRef(context.entity),
      });
      const homeHash = rememberHomePages(ask);
      return collectEach(context, pageParams, async ({ params }) =>
        refuseSilence(
          params.silence,
          await collectPage(params, { ask, homeHash }),
        ),
      );
    },
  });
}

type HomeHash = (pageUrl: string) => Promise<string | null>;

async function collectPage(
  params: PageParams,
  { ask, homeHash }: { ask: Ask; homeHash: HomeHash },
): Promise<Finding> {
  let response: OutgoingResponse;
  try {
    response = await ask({ url: params.url });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return {
      unreachable: absentPage(params, { reachable: false, status: null }),
      evidence: [silenceEvidence(params, error)],
    };
  }
  const pieces = [answerEvidence(params, response)];
  refuseChallenge(params.url, response, pieces);
  const html = response.body.toString('utf8');
  const absence = await findAbsence(params.url, { response, html, homeHash });
  if (absence) {
    if (params.place === 'default' && !params.strict) {
      throw new CannotSay(waitsForPerson(absence), pieces);
    }
    const { status } = response;
    return {
      value: absentPage(params, { reachable: true, status }),
      evidence: pieces,
    };
  }
  const page = parseHtml(html);
  if (isClientRendered(page)) {
    throw new CannotSay(
      waitsForPerson(
        `${response.url} is a page that only a browser can draw; push a browser report, or vouch for it`,
      ),
      pieces,
    );
  }
  const blocks = outlineHtml(html);
  const rules = Object.fromEntries(
    Object.entries(params.rules).map(([name, rule]) => [
      name,
      satisfies(blocks, rule),
    ]),
  );
  const missing = Object.keys(rules).filter(name => !rules[name]);
  if (missing.length > 0 && !params.strict) {
    throw new CannotSay(
      waitsForPerson(
        `${response.url} lacks what was looked for (${missing
          .map(name => describeRule(params.rules[name]))
          .join('; ')}); add it, or vouch for the page`,
      ),
      pieces,
    );
  }
  const facts = readHtml(page);
  const value: PageFact = {
    reachable: true,
    failingSince: null,
    found: true,
    status: response.status,
    url: redactUrl(response.url),
    title: facts.title,
    words: facts.words,
    hash: hashOf(page.text),
    lastUpdated: findLastUpdated(page.text),
    links: facts.links,
    rules,
  };
  return { value, evidence: pieces };
}

/** Why what answered is not the page, in a sentence; undefined if it is. */
async function findAbsence(
  wanted: string,
  options: { response: OutgoingResponse; html: string; homeHash: HomeHash },
): Promise<string | undefined> {
  const { response, html, homeHash } = options;
  const advice = 'declare its place, or vouch for it';
  if (response.status !== 200) {
    return `${wanted} answers ${response.status}; ${advice}`;
  }
  if (mediaType(response.headers['content-type']) !== 'text/html') {
    return `${wanted} is not an HTML page; ${advice}`;
  }
  const [from, to] = [new URL(wanted), new URL(response.url)];
  if (LOGIN_PATH.test(to.pathname) && !LOGIN_PATH.test(from.pathname)) {
    return `${wanted} asks for a login; ${advice}`;
  }
  const isHome = from.pathname !== '/' && to.pathname === '/';
  const homeLike =
    from.pathname !== '/' &&
    (await homeHash(wanted)) === hashOf(parseHtml(html).text);
  return isHome || homeLike
    ? `${wanted} shows the home page; ${advice}`
    : undefined;
}

/** A site that answers everything with its home page has no such page. */
function rememberHomePages(ask: Ask): HomeHash {
  const homes = new Map<string, Promise<string | null>>();
  return pageUrl => {
    const { origin } = new URL(pageUrl);
    const known = homes.get(origin) ?? readHome(ask, origin);
    homes.set(origin, known);
    return known;
  };
}

async function readHome(ask: Ask, origin: string): Promise<string | null> {
  const response = await ask({ url: `${origin}/` });
  return response.status === 200
    ? hashOf(parseHtml(response.body.toString('utf8')).text)
    : null;
}

function absentPage(
  params: PageParams,
  { reachable, status }: { reachable: boolean; status: number | null },
): PageFact & JsonObject {
  return {
    reachable,
    failingSince: null,
    found: false,
    status,
    url: redactUrl(params.url),
    title: null,
    words: 0,
    hash: null,
    lastUpdated: null,
    links: [],
    rules: Object.fromEntries(
      Object.keys(params.rules).map(name => [name, false]),
    ),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
