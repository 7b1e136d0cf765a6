import type {
  LaunchRecord,
  RecordVerification,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { RecordStore, StoredRecord } from '../../store/peopleTypes';
import { hashOf, NO_RECORD } from '../../store/RecordStore';

/** A decision holds about a megabyte. */
const AT_A_TIME = 20;

interface Link {
  sequence: number;
  hash: string;
}

/** Goes through all records and names the first that is not as it was written. */
export async function verifyChain(
  records: Pick<RecordStore, 'listAfter' | 'findLost'>,
): Promise<RecordVerification> {
  let last: Link = { sequence: 0, hash: NO_RECORD };
  let from: number | null = null;
  for (;;) {
    const page: StoredRecord[] = await records.listAfter(from, AT_A_TIME);
    for (const record of page) {
      const reason = whyBroken(record, last);
      if (reason !== undefined) {
        const broken = { id: record.id, sequence: last.sequence + 1, reason };
        return {
          ok: false,
          records: last.sequence,
          head: headOf(last),
          broken,
        };
      }
      last = record;
    }
    if (page.length < AT_A_TIME) break;
    from = last.sequence;
  }
  const common = { records: last.sequence, head: headOf(last) };
  // The end of a chain can be cut off without a trace in what is left of it.
  const lost = await records.findLost();
  if (!lost) return { ok: true, ...common };
  const broken = {
    id: lost.recordId,
    sequence: last.sequence + 1,
    reason: `The record of launch ${lost.number} of ${lost.subjectRef} is missing`,
  };
  return { ok: false, ...common, broken };
}

function headOf({ sequence, hash }: Link): RecordVerification['head'] {
  return sequence === 0 ? null : { sequence, hash };
}

function whyBroken(record: StoredRecord, before: Link): string | undefined {
  const sequence = before.sequence + 1;
  if (record.sequence !== sequence) return `Record ${sequence} is missing`;
  if (hashOf(record.payload) !== record.hash) {
    return 'What it holds is not what its hash was made of';
  }
  if (record.previousHash !== before.hash) {
    return 'It does not follow the record before it';
  }
  const other = otherColumn(record);
  return other && `Its ${other} is not the one that it holds`;
}

/** A column that says something else than the record. */
function otherColumn(record: StoredRecord): string | undefined {
  const held: LaunchRecord = JSON.parse(record.payload);
  const pairs = {
    id: [record.id, held.id],
    sequence: [record.sequence, held.sequence],
    'hash of the record before': [record.previousHash, held.previousHash],
    kind: [record.kind, held.kind],
    time: [record.at, held.at],
    review: [record.reviewId, held.review.id],
    'launch unit': [record.subjectRef, held.review.subjectRef],
    checklist: [record.checklistId, held.review.pinned.checklist.id],
  };
  return Object.entries(pairs).find(([, [said, is]]) => said !== is)?.[0];
}
