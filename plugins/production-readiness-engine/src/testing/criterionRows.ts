import type { EntityResult } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { EvaluateInput } from '../evaluate/input';
import { judgeCriterion } from './fixtures';
import type { WrittenCriterion } from './fixtures';

/** A row of a truth table: one criterion on one entity. */
export interface CriterionRow {
  /** Of the semantics, for example `4.1`. */
  rule: string;
  name: string;
  criterion: Omit<WrittenCriterion, 'id'>;
  given?: Partial<EvaluateInput>;
  expect: Partial<EntityResult>;
}

/** What a row came to; checks what holds of every result. */
export function judgeRow({ criterion, given }: CriterionRow): EntityResult {
  const { document } = judgeCriterion(criterion, given);
  const [result] = document.items[0].criteria[0].entities;
  // Whatever is unknown has a cause and someone who can end it (4.6).
  expect(result.cause !== undefined && result.who !== undefined).toBe(
    result.rawStatus === 'unknown',
  );
  // Only errors other than a missing fact are warnings (3.2).
  expect(document.warnings.length > 0).toBe(result.cause === 'check-error');
  return result;
}
