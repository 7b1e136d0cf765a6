import type { ReportRecord } from '@production-readiness/backstage-plugin-production-readiness-node';

/** The newest, and of the other series those of its commit; without one it stands alone. */
export function ofOneCommit(
  records: [ReportRecord, ...ReportRecord[]],
): ReportRecord[] {
  const [newest] = records;
  const { commit } = newest.envelope;
  return commit === null
    ? [newest]
    : records.filter(({ envelope }) => envelope.commit === commit);
}

/** What is put together is as old as its oldest part. */
export function oldestOf(records: ReportRecord[]): string {
  return records.map(({ envelope }) => envelope.producedAt).sort()[0];
}
