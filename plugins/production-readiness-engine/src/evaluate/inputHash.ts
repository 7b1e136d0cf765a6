import { digestOf } from '../checklist/digest';
import { compareText } from './causes';
import type { EvaluateInput } from './input';
import { newestRecords } from './world';

/**
 * Hash of everything that an evaluation depends on but the clock. With an equal
 * hash, and `now` before the `validUntil` of an evaluation, evaluating anew
 * yields the same (semantics 3.5). A fact goes in by its hash, so equal content
 * must have an equal hash, and other content another.
 *
 * @public
 */
export function inputHash(input: EvaluateInput): string {
  return digestOf({
    checklist: input.checklist.digest,
    subject: input.subject,
    members: sorted(input.members, member => member.ref),
    facts: sorted(
      newestRecords(input.facts).map(record => [
        record.entityRef,
        record.fact,
        record.hash,
        record.expiresAt,
        record.value !== undefined,
        record.miss ?? null,
        record.error?.message ?? null,
        record.error?.cause ?? null,
      ]),
      fact => fact.slice(0, 2).join('\n'),
    ),
    attestations: sorted(input.attestations, statement => statement.id),
    waivers: sorted(input.waivers, waiver => waiver.id),
    notConnected: sorted(input.notConnected, one =>
      [one.source, one.entityRef ?? '', one.fact ?? '', one.message].join('\n'),
    ),
    conditions: [...input.conditions].sort(compareText),
    launchedAt: input.launchedAt,
  });
}

function sorted<T>(list: readonly T[], key: (entry: T) => string): T[] {
  return [...list].sort((a, b) => compareText(key(a), key(b)));
}
