import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-common';

/** What `POST …/reports/{type}` takes, with the type. */
export interface HealthyReport {
  type: string;
  entityRef: string;
  producedAt: string;
  commit: string;
  environment: string;
  link: string;
  tool?: { name: string };
  data: unknown;
}

function standIn(file: string) {
  // eslint-disable-next-line import/no-dynamic-require, global-require
  return require(`../../../../../test/stand-in/reports/${file}.mjs`);
}

/** All that the stand-in pushes of a healthy KAMIYO. */
export const healthyReports: (options: { now: number }) => HealthyReport[] =
  standIn('healthy').healthyReports;

/** A log of one tool that found nothing, unless told otherwise. */
export const scan: (
  name: string,
  rules: JsonObject[],
  results?: JsonObject[],
) => JsonObject = standIn('builders').scan;

/** As `handleSummary` is handed it. */
export const k6Summary: (options: {
  scenario: string;
  breaks?: number;
  hosts?: string[];
}) => JsonObject = standIn('builders').k6Summary;
