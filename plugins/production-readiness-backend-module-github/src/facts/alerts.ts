import { z } from 'zod';
import {
  CannotSay,
  evidence,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { GithubList, GithubRequest } from '../client/GithubReader';
import {
  githubFact,
  ofRepository,
  pageOf,
  requireComplete,
  requireSince,
  type FactContext,
} from './GithubFact';

const dependencyAlert = z.object({
  created_at: z.string(),
  security_advisory: z.object({ severity: z.string() }),
});
type DependencyAlert = z.infer<typeof dependencyAlert>;

const codeAlert = z.object({
  created_at: z.string(),
  // Rules on quality have none.
  rule: z.object({ security_severity_level: z.string().nullish() }),
});
type CodeAlert = z.infer<typeof codeAlert>;

/** Thrown where GitHub says that alerts on dependencies are switched off. */
class DependabotOff extends Error {}

const CRITICAL = 'critical';
const isCriticalDependency = ({ security_advisory }: DependencyAlert) =>
  security_advisory.severity === CRITICAL;
const isCriticalCode = ({ rule }: CodeAlert) =>
  rule.security_severity_level === CRITICAL;

function dependencyRequest(
  context: FactContext,
  params: GithubRequest['params'],
): GithubRequest {
  return ofRepository(context, {
    path: '/dependabot/alerts',
    params,
    needs: "the repository permission 'Dependabot alerts' (read)",
    // A lack of rights is a 403 as well, which only its words tell apart.
    refused: ({ status, says }) =>
      status === 403 && /alerts are disabled/i.test(says)
        ? new DependabotOff('Dependabot alerts are switched off')
        : undefined,
  });
}

function codeRequest(
  context: FactContext,
  params: GithubRequest['params'],
): GithubRequest {
  return ofRepository(context, {
    path: '/code-scanning/alerts',
    params,
    needs: "the repository permission 'Code scanning alerts' (read)",
    refused: ({ status, says }) =>
      (status === 404 && /no analysis found/i.test(says)) ||
      (status === 403 && /not enabled|must be enabled|disabled/i.test(says))
        ? switchedOff('code scanning', 'code-scanning')
        : undefined,
  });
}

/** Nobody looked: that there are no alerts then says nothing. */
function switchedOff(what: string, feature: string): CannotSay {
  return new CannotSay(
    notDeclared(
      `${what} does not run for the repository; switch it on, or if it is not in use at all, name ${feature} at productionReadiness.collectors.github.without`,
    ),
  );
}

/** Open alerts of secret scanning. The secrets themselves are not asked for. */
export const secretAlerts = githubFact({
  feature: 'secret-scanning',
  value: z.object({
    enabled: z.literal(true),
    open: z.number(),
    /** False: there are at least so many. */
    complete: z.boolean(),
  }),
  async read(context) {
    const { items, complete, asked } = await context.github.list(
      ofRepository(context, {
        path: '/secret-scanning/alerts',
        params: { state: 'open', hide_secret: true },
        needs: "the repository permission 'Secret scanning alerts' (read)",
        refused: ({ status, says }) =>
          [403, 404].includes(status) && /disabled|not enabled/i.test(says)
            ? switchedOff('secret scanning', 'secret-scanning')
            : undefined,
      }),
      z.object({ number: z.number() }),
    );
    return {
      value: { enabled: true as const, open: items.length, complete },
      evidence: [
        evidence({
          request: asked,
          response: `${complete ? '' : 'at least '}${
            items.length
          } open alerts of secret scanning`,
          link: pageOf(context, 'security/secret-scanning'),
        }),
      ],
    };
  },
});

/** Open alerts on dependencies, by severity. Switched off is not none. */
export const dependencyAlerts = githubFact({
  feature: 'dependabot',
  value: z.object({
    enabled: z.boolean(),
    open: z.number(),
    critical: z.number(),
    high: z.number(),
    /** False: there are at least so many. */
    complete: z.boolean(),
  }),
  async read(context) {
    const link = pageOf(context, 'security/dependabot');
    const request = dependencyRequest(context, { state: 'open' });
    try {
      const list = await context.github.list(request, dependencyAlert);
      const { items, complete, asked } = list;
      const critical = items.filter(isCriticalDependency).length;
      if (critical === 0) requireComplete(list, 'open alerts on dependencies');
      const high = items.filter(
        ({ security_advisory }) => security_advisory.severity === 'high',
      ).length;
      return {
        value: { enabled: true, open: items.length, critical, high, complete },
        evidence: [
          evidence({
            request: asked,
            response: `${complete ? '' : 'at least '}${
              items.length
            } open alerts on dependencies, ${critical} critical, ${high} high`,
            link,
          }),
        ],
      };
    } catch (error) {
      if (!(error instanceof DependabotOff)) throw error;
      return {
        value: {
          enabled: false,
          open: 0,
          critical: 0,
          high: 0,
          complete: true,
        },
        evidence: [
          evidence({
            request: `GET ${request.path}`,
            response: 'alerts on dependencies are switched off (403)',
            link,
          }),
        ],
      };
    }
  },
});

/** Open critical alerts of code scanning. */
export const codeScanning = githubFact({
  feature: 'code-scanning',
  value: z.object({ enabled: z.literal(true), openCritical: z.number() }),
  async read(context) {
    const list = await context.github.list(
      codeRequest(context, { state: 'open' }),
      codeAlert,
    );
    const openCritical = list.items.filter(isCriticalCode).length;
    if (openCritical === 0) requireComplete(list, 'open alerts on code');
    return {
      value: { enabled: true as const, openCritical },
      evidence: [
        evidence({
          request: list.asked,
          response: `${list.items.length} open alerts of code scanning, ${openCritical} critical`,
          link: pageOf(context, 'security/code-scanning'),
        }),
      ],
    };
  },
});

/**
 * Critical alerts that were raised since a moment, whatever became of them:
 * on dependencies and, where it is in use, of code scanning. Alerts on secrets
 * have no severity.
 */
export const alerts = githubFact({
  feature: 'dependabot',
  value: z.object({ critical: z.number() }),
  async read(context) {
    const since = requireSince(context);
    const newestFirst = { sort: 'created', direction: 'desc' };
    const isOlder = ({ created_at }: { created_at: string }) =>
      new Date(created_at) < since;
    const isEnough = (items: { created_at: string }[]) =>
      isOlder(items.at(-1) ?? { created_at: context.now.toISOString() });

    const dependencies = await context.github
      .list(
        dependencyRequest(context, { ...newestFirst, severity: CRITICAL }),
        dependencyAlert,
        { enough: isEnough },
      )
      .catch(error => {
        throw error instanceof DependabotOff
          ? switchedOff('Dependabot', 'dependabot')
          : error;
      });
    const asked: [string, number][] = [
      [
        dependencies.asked,
        countNew(dependencies, isCriticalDependency, isOlder),
      ],
    ];
    if (!context.source.config.without.includes('code-scanning')) {
      const code = await context.github.list(
        codeRequest(context, newestFirst),
        codeAlert,
        { enough: isEnough },
      );
      asked.push([code.asked, countNew(code, isCriticalCode, isOlder)]);
    }
    return {
      value: { critical: asked.reduce((sum, [, count]) => sum + count, 0) },
      evidence: asked.map(([request, count]) =>
        evidence({
          request,
          response: `${count} critical alerts since ${since.toISOString()}`,
          link: pageOf(context, 'security'),
        }),
      ),
    };
  },
});

function countNew<T extends { created_at: string }>(
  list: GithubList<T>,
  isCritical: (alert: T) => boolean,
  isOlder: (alert: T) => boolean,
): number {
  const count = list.items.filter(
    alert => isCritical(alert) && !isOlder(alert),
  ).length;
  // Where an older one was reached, all new ones were read.
  if (count === 0 && !list.items.some(isOlder)) requireComplete(list, 'alerts');
  return count;
}
