import type { Entity } from '@backstage/catalog-model';
import {
  durationMs,
  timeSince,
  type VendorAnswer,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { saying, sentryFact, waitsForTraffic } from './SentryFact';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Sentry keeps transactions for 30 days on most plans; two weeks are there. */
const TRANSACTIONS_MS = 14 * DAY_MS;
const TRANSACTION = 'is_transaction:true';
const N_PLUS_ONE = 'issue.type:performance_n_plus_one_db_queries';

/** Error events, and whether an SDK of the service's language sent any. */
export const events = sentryFact({
  value: z.strictObject({ errors: z.number(), sdkFits: z.boolean() }),
  async read(context) {
    const { source, project: slug, environment, asking, now } = context;
    const { data: project } = await source.project(slug, asking);
    const windowMs = durationMs(context.params.window ?? 'P90D');
    const answer = await source.events(
      project.id,
      {
        dataset: 'errors',
        fields: ['sdk.name'],
        query: 'event.type:error',
        environment,
        start: new Date(now.getTime() - windowMs),
        end: now,
      },
      asking,
    );
    const errors = countOf(answer);
    const sdks = answer.data.data.map(row => String(row['sdk.name'] ?? ''));
    const piece = saying(
      answer.evidence,
      `${errors} errors in ${environment}, by ${sdks.join(', ') || 'no SDK'}`,
    );
    if (errors === 0) {
      throw waitsForTraffic(
        `no error event of ${environment} in ${
          windowMs / DAY_MS
        } days; a test event will do`,
        [piece],
      );
    }
    const language = languageOf(context.entity, project.platform ?? '');
    const sdkFits = sdks.some(sdk => languageOfSdk(sdk) === language);
    return { value: { errors, sdkFits }, evidence: [piece] };
  },
});

/** Unresolved issues of many queries where one would do, where tracing shows any queries. */
export const nPlusOne = sentryFact({
  value: z.strictObject({
    unresolved: z.number(),
    transactions: z.number(),
  }),
  async read({ source, project: slug, environment, asking, now }) {
    const { data: project } = await source.project(slug, asking);
    const traced = await source.events(
      project.id,
      {
        dataset: 'spans',
        fields: [],
        query: TRANSACTION,
        environment,
        start: new Date(now.getTime() - TRANSACTIONS_MS),
        end: now,
      },
      asking,
    );
    const transactions = countOf(traced);
    const seen = saying(
      traced.evidence,
      `${transactions} transactions in ${environment} in 14 days`,
    );
    if (transactions === 0) {
      throw waitsForTraffic(
        `no transaction of ${environment} in 14 days; switch tracing on in the SDK`,
        [seen],
      );
    }
    const issues = await source.issues(
      project.id,
      { query: N_PLUS_ONE, environment },
      asking,
    );
    return {
      value: { unresolved: issues.items.length, transactions },
      evidence: [
        seen,
        ...issues.evidence.map(piece =>
          saying(piece, `${issues.items.length} unresolved N+1 query issues`),
        ),
      ],
    };
  },
});

/** Fatal issues first seen since the launch, and what came in at all since then. */
export const launchIssues = sentryFact({
  value: z.strictObject({ fatal: z.number(), events: z.number() }),
  async read({ source, project: slug, environment, params, asking, now }) {
    const start = timeSince(params.since ?? 'launch');
    const { data: project } = await source.project(slug, asking);
    const search = { environment, start, end: now };
    const [fatal, ...counted] = await Promise.all([
      source.issues(
        project.id,
        {
          ...search,
          query: `level:fatal firstSeen:>=${start.toISOString().slice(0, 19)}`,
        },
        asking,
      ),
      source.events(
        project.id,
        { ...search, dataset: 'errors', fields: [], query: '' },
        asking,
      ),
      source.events(
        project.id,
        { ...search, dataset: 'spans', fields: [], query: TRANSACTION },
        asking,
      ),
    ]);
    const all = counted.reduce((sum, answer) => sum + countOf(answer), 0);
    return {
      value: { fatal: fatal.items.length, events: all },
      evidence: [
        ...fatal.evidence.map(piece =>
          saying(piece, `${fatal.items.length} fatal issues`),
        ),
        ...counted.map(answer =>
          saying(answer.evidence, `${countOf(answer)} events`),
        ),
      ],
    };
  },
});

function countOf({
  data: { data },
}: VendorAnswer<{ data: Record<string, unknown>[] }>): number {
  return data.reduce((sum, row) => sum + Number(row['count()'] ?? 0), 0);
}

const PLATFORMS = new Set([
  'python',
  'javascript',
  'go',
  'ruby',
  'php',
  'java',
  'rust',
  'dotnet',
  'elixir',
  'kotlin',
]);

const SAME_LANGUAGE: Record<string, string> = {
  node: 'javascript',
  nodejs: 'javascript',
  typescript: 'javascript',
  nextjs: 'javascript',
  react: 'javascript',
};

/**
 * The language of a service: a tag of its entity that is one of Sentry's
 * platforms, JavaScript for a website, else the platform of the project.
 */
function languageOf(entity: Entity, platform: string): string {
  const tags = (entity.metadata.tags ?? []).map(plain);
  const tagged = tags.find(tag => PLATFORMS.has(tag));
  if (tagged) return tagged;
  return entity.spec?.type === 'website' ? 'javascript' : plain(platform);
}

/** `sentry.python.fastapi`, `sentry.javascript.nextjs`. */
function languageOfSdk(sdk: string): string {
  return plain(sdk.split('.')[1] ?? '');
}

function plain(name: string): string {
  const [first] = name.toLowerCase().split(/[-.]/);
  return SAME_LANGUAGE[first] ?? first;
}
