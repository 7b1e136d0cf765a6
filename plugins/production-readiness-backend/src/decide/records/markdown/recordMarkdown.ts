import type {
  LaunchRecord,
  RecordExport,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { afterPart } from './afterPart';
import { checklistPart } from './checklistPart';
import { decisionHead, decisionPart } from './decisionPart';
import { indexOf } from './evidence';
import { code, table, time } from './text';

type Entry = RecordExport['records'][number];

type Decision = Extract<LaunchRecord, { kind: 'decision' }>;

/**
 * The checklist filled in, as it was when the review was last decided, with
 * what came of it; undefined before a decision.
 */
export function recordMarkdown(entries: readonly Entry[]): string | undefined {
  const records = entries.map(({ record }) => record);
  const decision = records.filter(isDecision).pop();
  if (!decision) return undefined;
  const later = records.slice(records.indexOf(decision) + 1);
  return [
    ...decisionHead(decision.review, decision, decision.at),
    '',
    ...checklistPart(decision, indexOf(decision)),
    ...decisionPart(decision),
    ...afterPart(decision, later),
    ...chain(entries),
    '',
  ].join('\n');
}

function isDecision(record: LaunchRecord): record is Decision {
  return record.kind === 'decision';
}

/** What this was written from, so that it can be compared with what is stored. */
function chain(entries: readonly Entry[]): string[] {
  return [
    '',
    '## Records',
    '',
    ...table(
      ['No.', 'What', 'When', 'SHA-256'],
      entries.map(({ hash, record }) => [
        `${record.sequence}`,
        record.kind,
        time(record.at),
        code(hash),
      ]),
    ),
  ];
}
