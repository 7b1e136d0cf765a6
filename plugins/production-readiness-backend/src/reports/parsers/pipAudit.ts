import {
  readShape,
  ReportError,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { MOST_ENTRIES, words } from './shapes';

const SEVERITIES = ['critical', 'high', 'medium', 'moderate', 'low'] as const;
const SHOWN = 50;

const dependency = z.union([
  z.object({
    name: words,
    version: words,
    vulns: z.array(
      z.object({ id: words, aliases: z.array(words).default([]) }),
    ),
  }),
  z.object({ name: words, skip_reason: z.string() }),
]);

const dependencies = z.array(dependency).max(20_000);

const audit = z.union([
  z.object({
    dependencies,
    /** Severity by advisory: pip-audit knows none, whoever pushes may look them up. */
    grades: z
      .record(words, z.string().toLowerCase().pipe(z.enum(SEVERITIES)))
      .default({}),
  }),
  // Before version 2.5 the list was all there is.
  dependencies.transform(list => ({ dependencies: list, grades: {} })),
]);

interface Finding extends Record<string, string | null> {
  package: string;
  version: string;
  id: string;
  severity: string | null;
}

/**
 * `pip-audit -f json`. It grades nothing (coverage map, L4): a finding is as
 * grave as the gravest of its advisory and its aliases in `grades`; one that is
 * not in it leaves the whole unknown, unless another one is critical.
 */
export const pipAuditParser: ReportParser = {
  type: 'pip-audit',
  title: 'pip-audit',
  parse(payload) {
    const report = readShape(audit, payload);
    const grades = new Map(Object.entries(report.grades));
    const audited = report.dependencies.filter(each => 'vulns' in each);
    if (audited.length === 0) {
      throw new ReportError('dependencies', 'hold none that was audited');
    }
    const findings: Finding[] = audited.flatMap(({ name, version, vulns }) =>
      vulns.map(({ id, aliases }) => ({
        package: name,
        version,
        id,
        severity: gravest([id, ...aliases].map(each => grades.get(each))),
      })),
    );
    const of = (severity: string | null) =>
      findings.filter(finding => finding.severity === severity).length;
    const critical = of('critical');
    const ungraded = of(null);
    return {
      value: {
        critical,
        high: of('high'),
        ungraded,
        total: findings.length,
        dependencies: audited.length,
        skipped: report.dependencies.length - audited.length,
        findings: findings
          .sort((a, b) => rank(a.severity) - rank(b.severity))
          .slice(0, Math.min(SHOWN, MOST_ENTRIES)),
      },
      ...(critical === 0 && ungraded > 0
        ? {
            miss: {
              cause: 'waiting-for-report' as const,
              message: `${ungraded} of ${findings.length} findings of pip-audit have no severity: push them again with 'grades', the severity by advisory`,
            },
          }
        : {}),
    };
  },
};

function gravest(severities: (string | undefined)[]): string | null {
  const [worst] = severities
    .filter(severity => severity !== undefined)
    .sort((a, b) => rank(a) - rank(b));
  return worst ?? null;
}

/** What is not graded may be anything: it is shown after what is critical. */
function rank(severity: string | null): number {
  return severity === null
    ? 0.5
    : SEVERITIES.findIndex(known => known === severity);
}
