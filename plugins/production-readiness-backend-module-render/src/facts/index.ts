import { blueprintFact } from './blueprint';
import { cronRunsFact } from './cronRuns';
import { dashboardFact } from './dashboard';
import { deployFact } from './deploy';
import { domainsFact } from './domains';
import { eventsFact } from './events';
import { logSearchFact } from './logSearch';
import { logLinesFact, logsFact, requestLogFact } from './logs';
import { accessFact, ownerFact } from './members';
import { postgresFact } from './postgres';
import { recoveryFact, recoveryWindowFact } from './recovery';
import {
  activeConnectionsFact,
  diskFact,
  replicationLagFact,
} from './databaseMetrics';
import {
  bandwidthFact,
  memoryLimitFact,
  metricsFact,
  resourceMetricsFact,
} from './metrics';
import { scalingFact } from './scaling';
import { serviceFact } from './service';
import { startupFact } from './startup';
import { httpMetricsFact, trafficFact } from './traffic';
import { backupsFact, webhooksFact } from './webhooks';
import {
  logStreamFact,
  mailNotificationsFact,
  slackNotificationsFact,
} from './workspace';
import type { RenderKind } from './params';
import type { RenderFact } from './RenderFact';

export { kindOf, renderParams, type RenderParams } from './params';

/** The kinds of fact. */
export const FACTS: Record<RenderKind, RenderFact> = {
  access: accessFact,
  activeConnections: activeConnectionsFact,
  backups: backupsFact,
  bandwidth: bandwidthFact,
  blueprint: blueprintFact,
  cronRuns: cronRunsFact,
  dashboard: dashboardFact,
  deploy: deployFact,
  disk: diskFact,
  domains: domainsFact,
  events: eventsFact,
  httpMetrics: httpMetricsFact,
  logLines: logLinesFact,
  logs: logsFact,
  logSearch: logSearchFact,
  logStream: logStreamFact,
  mailNotifications: mailNotificationsFact,
  memoryLimit: memoryLimitFact,
  metrics: metricsFact,
  owner: ownerFact,
  postgres: postgresFact,
  recovery: recoveryFact,
  recoveryWindow: recoveryWindowFact,
  replicationLag: replicationLagFact,
  requestLog: requestLogFact,
  resourceMetrics: resourceMetricsFact,
  scaling: scalingFact,
  service: serviceFact,
  slackNotifications: slackNotificationsFact,
  startup: startupFact,
  traffic: trafficFact,
  webhooks: webhooksFact,
};
