import type {
  Checklist,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ConfiguredChecklist } from './config';

/**
 * The checklist as this installation configures it. A parameter that the
 * checklist does not declare is a warning: most likely it is misspelt.
 */
export function applyOverrides(
  parsed: { checklist: Checklist; findings: LintFinding[] },
  {
    params = {},
    mode,
    reports = {},
  }: Pick<ConfiguredChecklist, 'params' | 'mode' | 'reports'>,
): { checklist: Checklist; findings: LintFinding[] } {
  const { checklist, findings } = parsed;
  const unknown = Object.keys(params).filter(
    name => !(name in checklist.params),
  );
  return {
    checklist: {
      ...checklist,
      mode: mode ?? checklist.mode,
      params: { ...checklist.params, ...(params as Checklist['params']) },
      reports: withRules(checklist.reports, reports),
    },
    findings: [
      ...findings,
      ...unknown.map(name => ({
        level: 'warning' as const,
        rule: 'configured-param',
        message: `the configuration sets the parameter '${name}', which '${checklist.id}' does not declare`,
      })),
    ],
  };
}

/** Types that the checklist does not know are another checklist's, or only shown. */
function withRules(
  declared: Checklist['reports'],
  configured: NonNullable<ConfiguredChecklist['reports']>,
): Checklist['reports'] {
  return Object.fromEntries(
    Object.entries(declared).map(([type, report]) => {
      const { maxAge, sameCommit } = configured[type] ?? {};
      return [
        type,
        {
          ...report,
          ...(maxAge === undefined ? {} : { maxAge }),
          ...(sameCommit === undefined ? {} : { sameCommit }),
        },
      ];
    }),
  );
}
