import {
  readShape,
  ReportError,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { count } from './shapes';

const audit = z.object({
  metadata: z.object({
    vulnerabilities: z.object({
      info: count.default(0),
      low: count.default(0),
      moderate: count.default(0),
      high: count,
      critical: count,
    }),
    dependencies: z.union([
      count,
      z.object({ total: count }).transform(({ total }) => total),
    ]),
  }),
});

/** `npm audit --json`, of npm 7 and later and of npm 6. */
export const npmAuditParser: ReportParser = {
  type: 'npm-audit',
  title: 'npm audit',
  parse(payload) {
    // Without a lock file or registry npm answers JSON all the same.
    const failed = z.object({ error: z.unknown() }).safeParse(payload);
    if (failed.success && failed.data.error !== undefined) {
      throw new ReportError(
        'error',
        'npm audit did not finish, so it says nothing',
      );
    }
    const { metadata } = readShape(audit, payload);
    const { info, low, moderate, high, critical } = metadata.vulnerabilities;
    return {
      value: {
        critical,
        high,
        moderate,
        low,
        info,
        total: critical + high + moderate + low + info,
        dependencies: metadata.dependencies,
      },
    };
  },
};
