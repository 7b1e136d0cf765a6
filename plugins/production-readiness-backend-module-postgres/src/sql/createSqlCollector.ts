import {
  CannotSay,
  collectEach,
  createFactCollector,
  evidence,
  HOUR_MS,
  MINUTE_MS,
  type FactCollector,
  type Finding,
  timeSince,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { askSession, settleOpening } from '../client/askSession';
import type { PostgresSession } from '../client/PostgresSession';
import type { PostgresSource } from '../client/PostgresSource';
import { askQuery } from './askQuery';
import { familyOf, isStatedNone, whyUnmapped } from './mappedQueries';
import {
  familyValue,
  oneValue,
  sqlParams,
  type Family,
  type OneQuery,
  type SqlParams,
} from './params';

/** Answers of queries that configuration names, in the session of `pg`. */
export function createSqlCollector(options: {
  source: PostgresSource;
}): FactCollector<SqlParams> {
  const { source } = options;
  return createFactCollector<SqlParams>({
    id: 'sql',
    title: 'Named queries',
    params: sqlParams,
    valueSchema: params => ('query' in params ? oneValue : familyValue),
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: MINUTE_MS,
    notConnected: entity => source.notConnected(entity),
    factNotConnected: (entity, { params }) =>
      whyUnmapped(source.connectionOf(entity), params),
    collect: context =>
      source.use(context.entity, async opening => {
        const opened = await settleOpening(opening, context);
        return collectEach(context, sqlParams, async ({ key, params }) => {
          context.signal.throwIfAborted();
          return askSession({
            opened,
            request: `sql.${key}`,
            ask: session =>
              'query' in params
                ? collectQuery(session, params)
                : collectFamily(session, params),
          });
        });
      }),
  });
}

async function collectQuery(
  session: PostgresSession,
  { query: key, zeroWaits, since }: OneQuery,
): Promise<Finding> {
  const from = since === undefined ? null : timeSince(since).toISOString();
  const query = session.connection.queries.get(key);
  if (!query)
    throw new Error(whyUnmapped(session.connection, { query: key, zeroWaits }));
  if (from !== null && !query.sql.includes('$1')) {
    throw new Error(
      `the query '${key}' does not say since when it counts; write $1 where the moment belongs`,
    );
  }
  const values = query.sql.includes('$1') ? [from] : [];
  const answer = await askQuery(session, { key, query, values });
  if (zeroWaits && answer.value === 0) {
    throw new CannotSay(
      {
        cause: 'waiting-for-traffic',
        message: `the query '${key}' counts nothing yet`,
      },
      [answer.evidence],
    );
  }
  return { value: { value: answer.value }, evidence: [answer.evidence] };
}

async function collectFamily(
  session: PostgresSession,
  params: Family,
): Promise<Finding> {
  const { connection } = session;
  const queries = familyOf(connection, params);
  if (queries.length === 0 && isStatedNone(connection, params)) {
    return {
      value: { results: [], complete: true },
      evidence: [
        evidence({
          request: 'configuration',
          response: 'states that every reference is a foreign key',
        }),
      ],
    };
  }
  if (queries.length === 0) throw new Error(whyUnmapped(connection, params));
  const results = [];
  const pieces = [];
  for (const [key, query] of queries) {
    const answer = await askQuery(session, { key, query, values: [] });
    const { minimum } = query;
    results.push({
      key,
      value: answer.value,
      ...(minimum === null ? {} : { minimum }),
    });
    pieces.push(answer.evidence);
  }
  return { value: { results, complete: true }, evidence: pieces };
}
