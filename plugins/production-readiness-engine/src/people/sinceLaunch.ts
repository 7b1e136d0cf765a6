import type { FactRecord } from '@production-readiness/backstage-plugin-production-readiness-common';
import { timeMs } from '../checklist/durations';
import type { EvaluateInput } from '../evaluate/input';
import { REPORT_COLLECTOR } from '../expression/vocabulary';

/**
 * The same input without what is older than the launch and so says nothing of
 * what came after it; the input itself while there was none. A report is as old
 * as what it reports; a document that someone vouched for is what it was.
 */
export function sinceLaunch(input: EvaluateInput): EvaluateInput {
  if (input.launchedAt === undefined) return input;
  const launch = Date.parse(input.launchedAt);
  const checks = new Set(
    input.checklist.checklist.postLaunch.flatMap(window =>
      window.checks.map(check => check.id),
    ),
  );
  return {
    ...input,
    facts: input.facts.flatMap(record => recordSince(record, launch)),
    attestations: input.attestations.filter(
      ({ about, at }) => !checks.has(about) || Date.parse(at) >= launch,
    ),
  };
}

function recordSince(record: FactRecord, launch: number): FactRecord[] {
  if (record.fact.startsWith(`${REPORT_COLLECTOR}.`)) {
    return producedAt(record) >= launch ? [record] : [];
  }
  if (Date.parse(record.collectedAt) >= launch) return [record];
  const { value, miss, ...rest } = record;
  // Of what failed since, why it failed is the reason.
  if (record.error && Date.parse(record.error.at) >= launch) return [rest];
  return [
    {
      ...rest,
      miss: {
        cause: 'never-run',
        message: `${record.fact} was not collected since the launch`,
      },
    },
  ];
}

function producedAt({ value, collectedAt }: FactRecord): number {
  const isObject = value !== null && typeof value === 'object';
  const said =
    isObject && !Array.isArray(value) && typeof value.producedAt === 'string'
      ? timeMs(value.producedAt)
      : undefined;
  return said ?? Date.parse(collectedAt);
}
