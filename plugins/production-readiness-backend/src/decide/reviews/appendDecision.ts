import { ConflictError } from '@backstage/errors';
import type { DecisionOutcome } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { digestOf } from '../../store/digest';
import type { StoredItem } from '../../store/reviewTypes';
import type { EvaluationInputSource, Store } from '../../store/types';
import { decisionContent } from '../records/decisionContent';
import { readStoredInput } from '../storedInput';
import type { ReadReview } from './ReviewReader';
import { recordedReview } from './recorded';
import { signOffStates } from './signOffStates';

/** What somebody decided. */
export interface Decided {
  outcome: DecisionOutcome;
  by: string;
  reason: string | null;
  /** Null: it allows no launch. */
  validUntil: string | null;
  items: StoredItem[];
}

const WORDS: Record<DecisionOutcome, string> = {
  go: 'Decided GO',
  'no-go': 'Decided NO-GO',
  exception: 'Decided to launch by exception',
};

/**
 * Moves the review to decided with its record, all in the transaction: of two
 * who decide, one does. Throws ConflictError for the other.
 */
export async function appendDecision(
  tx: Knex.Transaction,
  options: {
    store: Store;
    inputs: EvaluationInputSource;
    read: ReadReview;
    decided: Decided;
    now: Date;
  },
): Promise<void> {
  const { store, inputs, read, decided, now } = options;
  const { review, checklist, standing } = read;
  const { outcome, by, reason, validUntil, items } = decided;
  const { document } = standing!;
  const isMoved = await store.reviews.move(tx, review, {
    from: ['open'],
    to: 'decided',
    columns: {
      decision: {
        outcome,
        by,
        at: now.toISOString(),
        reason,
        verdict: document.verdict,
        validUntil,
        recordId: '',
        items: Object.fromEntries(
          document.items.map(({ id, status }) => [id, status]),
        ),
      },
    },
    move: {
      by,
      kind: 'review-decided',
      text: reason ? `${WORDS[outcome]}: ${reason}` : WORDS[outcome],
      payload: { outcome, verdict: document.verdict },
      now,
    },
  });
  if (!isMoved) {
    throw new ConflictError(
      'Somebody else decided meanwhile: look at the launch again',
    );
  }
  await store.reviews.replaceItems(tx, review.id, items);
  const stored = await readStoredInput(review, {
    store,
    inputs,
    checklist,
    now,
    tx,
  });
  const record = await store.records.append(tx, {
    review: recordedReview(read),
    content: decisionContent({
      decision: { outcome, by, reason, validUntil },
      checklist,
      document,
      input: stored?.input ?? { facts: [], attestations: [], waivers: [] },
      signOffs: signOffStates(read).flatMap(({ signOff, state, ...role }) =>
        signOff && (state === 'given' || state === 'suspended')
          ? [
              {
                role: role.role,
                title: role.title,
                statement: signOff.statement,
                by: signOff.by,
                at: signOff.at,
                note: signOff.note,
                contentDigest: digestOf(signOff.content),
                suspended: role.reasons,
              },
            ]
          : [],
      ),
      openItems: items.map(({ closedAt: _closedAt, ...item }) => item),
    }),
    now,
  });
  await store.reviews.setRecord(tx, review.id, record.id);
}
