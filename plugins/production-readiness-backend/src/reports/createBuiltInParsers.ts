import type { ReportParser } from '@production-readiness/backstage-plugin-production-readiness-node';
import { createEnvironmentHosts } from './environmentHosts';
import type { ReportsConfig } from './config';
import { createAxeParser } from './parsers/axe';
import { backupRunParser } from './parsers/backupRun';
import { bundleStatsParser, schemaDiffParser } from './parsers/builds';
import { heartbeatParser } from './parsers/heartbeat';
import { junitParser, smokeParser } from './parsers/junit';
import { createK6Parser } from './parsers/k6';
import { lighthouseParser } from './parsers/lighthouse';
import {
  dataMigrationParser,
  migrationRollbackParser,
} from './parsers/migrations';
import { npmAuditParser } from './parsers/npmAudit';
import { openssfScorecardParser } from './parsers/openssfScorecard';
import {
  alertTestParser,
  securityAuditParser,
  startupValidationParser,
} from './parsers/operations';
import { pipAuditParser } from './parsers/pipAudit';
import { envPolicyParser, postgresFactsParser } from './parsers/pushedFacts';
import { drTestParser, restoreDrillParser } from './parsers/recovery';
import { sarifParser } from './parsers/sarif';

/** The types of reports that ship with the plugin. */
export function createBuiltInParsers({
  axePages,
  environments,
}: Pick<ReportsConfig, 'axePages' | 'environments'>): ReportParser[] {
  return [
    junitParser,
    sarifParser,
    npmAuditParser,
    pipAuditParser,
    openssfScorecardParser,
    createK6Parser({ environments: createEnvironmentHosts(environments) }),
    lighthouseParser,
    createAxeParser({ pages: axePages }),
    bundleStatsParser,
    schemaDiffParser,
    migrationRollbackParser,
    dataMigrationParser,
    restoreDrillParser,
    drTestParser,
    backupRunParser,
    startupValidationParser,
    envPolicyParser,
    postgresFactsParser,
    heartbeatParser,
    securityAuditParser,
    alertTestParser,
    smokeParser,
  ];
}
