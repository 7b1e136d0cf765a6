import {
  CannotSay,
  compilePattern,
  durationMs,
  durationParameter,
  evidence,
  HOUR_MS,
  patternParameter,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { readLogs } from '../api/logs';
import { hasCardNumber, hasSecret } from '../logs/leaks';
import { hasField, isRequestLine, parseLine } from '../logs/structure';
import { createRenderFact, type RenderFactContext } from './RenderFact';

const DAY_MS = 24 * HOUR_MS;
const ratio = z.number();

/**
 * What the newest lines of a day are like, at most 1,000. Nothing of the lines
 * but counts is kept. A miss without a line.
 */
export const logsFact = createRenderFact({
  scope: 'resource',
  params: z.strictObject({}),
  value: z.object({
    lines: z.number(),
    /** Lines that are JSON objects. */
    jsonRatio: ratio,
    levelRatio: ratio,
    debugRatio: ratio,
    /** Lines in which a known form of secret stands. */
    secretMatches: z.number(),
    /** Lines in which a card number stands. */
    panMatches: z.number(),
    /** False: the day had more lines than these. */
    complete: z.boolean(),
  }),
  async read(context) {
    const sample = await sampleOfDay(context);
    const lines = sample.lines.map(parseLine);
    const share = (matches: number) => rounded(matches / lines.length);
    const value = {
      lines: lines.length,
      jsonRatio: share(count(lines, ({ fields }) => fields !== undefined)),
      levelRatio: share(count(lines, ({ level }) => level !== undefined)),
      debugRatio: share(
        count(lines, ({ level }) => level === 'debug' || level === 'trace'),
      ),
      secretMatches: count(sample.lines, hasSecret),
      panMatches: count(sample.lines, hasCardNumber),
      complete: sample.complete,
    };
    return {
      value,
      evidence: [
        ...sample.evidence,
        evidence({
          request: 'log lines of the last 24 hours, newest first',
          response: `${value.lines} lines: ${percent(
            value.jsonRatio,
          )} JSON, ${percent(value.levelRatio)} with a level, ${
            value.secretMatches
          } with a secret, ${value.panMatches} with a card number`,
          link: sample.link,
        }),
      ],
    };
  },
});

/** How many of the lines about requests name the request; a miss without one. */
export const requestLogFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({
    requestIdField: z.string().min(1).default('request_id'),
  }),
  value: z.object({
    /** Lines that are about one request. */
    lines: z.number(),
    requestIdRatio: ratio,
  }),
  async read(context) {
    const { requestIdField } = context.params;
    const sample = await sampleOfDay(context);
    const lines = sample.lines.map(parseLine).filter(isRequestLine);
    if (lines.length === 0) {
      throw nothingYet(
        'none of the log lines of the last 24 hours is JSON with the method of a request',
        sample.evidence,
      );
    }
    const named = count(lines, line => hasField(line, requestIdField));
    return {
      value: {
        lines: lines.length,
        requestIdRatio: rounded(named / lines.length),
      },
      evidence: [
        ...sample.evidence,
        evidence({
          request: `log lines about requests with the field ${requestIdField}`,
          response: `${named} of ${lines.length}`,
          link: sample.link,
        }),
      ],
    };
  },
});

/** Lines of a pattern, at most 1,000; a miss without one. */
export const logLinesFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({
    pattern: patternParameter,
    window: durationParameter.default('P7D'),
  }),
  value: z.object({ hits: z.number() }),
  async read({ client, params, now, ...asking }) {
    const { pattern, window } = params;
    const { id, ownerId, name, dashboardUrl } = await client.service(asking);
    const { lines, ...read } = await readLogs(client, asking, {
      ownerId,
      resources: [id],
      from: new Date(now.getTime() - durationMs(window)),
      to: now,
      type: 'app',
      // Render searches first; what it finds has to match here as well.
      text: `/${pattern.replaceAll('/', '\\/')}/`,
    });
    const matcher = compilePattern(pattern);
    const hits = count(lines, line => matcher.test(line));
    const pieces = [
      ...read.evidence,
      evidence({
        request: `log lines of ${name} of the pattern ${pattern} within ${window}`,
        response: String(hits),
        link: logsPage(dashboardUrl),
      }),
    ];
    if (hits === 0) {
      throw nothingYet(
        `no log line of ${name} within ${window} is of the pattern ${pattern}`,
        pieces,
      );
    }
    return { value: { hits }, evidence: pieces };
  },
});

/** The same lines for every fact of a run that looks at the day. */
async function sampleOfDay({
  client,
  now,
  ...asking
}: RenderFactContext<unknown>) {
  const { id, kind, ownerId, dashboardUrl } = await client.resource(asking);
  const read = await readLogs(client, asking, {
    ownerId,
    resources: [id],
    from: new Date(now.getTime() - DAY_MS),
    to: now,
    // What Render's router writes has no form that the owner could change.
    type: kind === 'service' ? 'app' : undefined,
  });
  if (read.lines.length === 0) {
    throw nothingYet(
      'Render has no log line of the last 24 hours',
      read.evidence,
    );
  }
  return { ...read, link: logsPage(dashboardUrl) };
}

function nothingYet(message: string, pieces: Evidence[]): CannotSay {
  return new CannotSay({ cause: 'waiting-for-traffic', message }, pieces);
}

function logsPage(dashboardUrl: string | null): string | undefined {
  return dashboardUrl ? `${dashboardUrl}/logs` : undefined;
}

function count<T>(list: T[], holds: (each: T) => boolean): number {
  return list.filter(holds).length;
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
