import {
  CannotSay,
  compilePattern,
  durationMs,
  durationParameter,
  evidence,
  patternParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { readDeploys, type RenderDeploy } from '../api/deploys';
import { readLogs } from '../api/logs';
import { listOf } from '../api/fields';
import { parseLine } from '../logs/structure';
import { createRenderFact } from './RenderFact';

const CRITICAL = ['critical', 'fatal', 'emergency', 'alert', 'panic'];
const instances = listOf(
  z.object({ id: z.string(), createdAt: z.string().nullish() }),
);

/**
 * What the live deploy logged as it started: from the start of the deploy,
 * since instances begin before they are live, until so long after its end.
 */
export const startupFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({
    window: durationParameter.default('PT10M'),
    errorPatterns: z.array(patternParameter).default([]),
    okPatterns: z.record(z.string(), patternParameter).default({}),
  }),
  value: z.object({
    since: z.string(),
    lines: z.number(),
    /** Lines of the level critical or fatal. */
    critical: z.number(),
    /** Lines of one of the patterns of errors. */
    errorLines: z.number(),
    /** By name: lines that tell of success. */
    okLines: z.record(z.string(), z.number()),
  }),
  async read({ client, params, now, ...asking }) {
    const service = await client.service(asking);
    const { live, ...deploys } = await readDeploys(client, asking, service.id);
    const span = live && spanOf(live, durationMs(params.window));
    if (!span) {
      throw new CannotSay(
        {
          cause: 'waiting-for-time',
          message: `no deploy of ${service.name} is live: there is no start to look at`,
        },
        deploys.evidence,
      );
    }
    const running = await client.get(asking, {
      path: `/services/${encodeURIComponent(service.id)}/instances`,
      schema: instances,
    });
    // Those that it replaced still write while it starts. Once its own are
    // replaced as well, they can no longer be told apart.
    const started = running.data.filter(
      ({ createdAt }) =>
        createdAt &&
        Date.parse(createdAt) >= span.from.getTime() &&
        Date.parse(createdAt) <= span.to.getTime(),
    );
    const { lines, complete, ...read } = await readLogs(client, asking, {
      ownerId: service.ownerId,
      resources: [service.id],
      from: span.from,
      to: span.to < now ? span.to : now,
      type: 'app',
      instances: started.map(({ id }) => id),
      direction: 'forward',
    });
    const pieces = [...deploys.evidence, running.evidence, ...read.evidence];
    if (lines.length === 0) {
      throw new CannotSay(
        {
          cause: 'waiting-for-time',
          message: `Render has no log line of the start of ${
            service.name
          } at ${span.from.toISOString()}: nothing was written, or it is no longer kept; the next deploy shows`,
        },
        pieces,
      );
    }
    const value = {
      since: span.from.toISOString(),
      lines: lines.length,
      ...judge(lines, params),
    };
    if (!complete && value.critical + value.errorLines === 0) {
      throw new CannotSay(
        {
          cause: 'check-error',
          message: `${service.name} wrote more than ${lines.length} lines as it started, and only these were looked through`,
        },
        pieces,
      );
    }
    return {
      value,
      evidence: [
        ...pieces,
        evidence({
          request: `start of ${
            service.name
          }, ${span.from.toISOString()} to ${span.to.toISOString()}`,
          response: `${value.lines} lines, ${value.critical} critical, ${value.errorLines} of the patterns of errors`,
          link: service.dashboardUrl
            ? `${service.dashboardUrl}/logs`
            : undefined,
        }),
      ],
    };
  },
});

function spanOf(
  { startedAt, createdAt, finishedAt }: RenderDeploy,
  windowMs: number,
): { from: Date; to: Date } | undefined {
  const begun = startedAt ?? createdAt ?? finishedAt;
  if (!begun) return undefined;
  return {
    from: new Date(begun),
    to: new Date(Date.parse(finishedAt ?? begun) + windowMs),
  };
}

function judge(
  lines: string[],
  patterns: { errorPatterns: string[]; okPatterns: Record<string, string> },
) {
  const errors = patterns.errorPatterns.map(compilePattern);
  const ok = Object.entries(patterns.okPatterns).map(
    ([name, source]) => [name, compilePattern(source)] as const,
  );
  return {
    critical: lines.filter(line =>
      CRITICAL.includes(parseLine(line).level ?? ''),
    ).length,
    errorLines: lines.filter(line => errors.some(each => each.test(line)))
      .length,
    okLines: Object.fromEntries(
      ok.map(([name, pattern]) => [
        name,
        lines.filter(line => pattern.test(line)).length,
      ]),
    ),
  };
}
