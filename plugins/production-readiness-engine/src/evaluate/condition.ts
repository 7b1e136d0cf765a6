import type { Attestation } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledCriterion } from '../checklist/compile';
import { foremost } from './causes';
import type { Unknown } from './causes';
import { runCondition } from './runExpression';
import type { EntityState, World } from './world';

/** Whether a criterion applies to an entity. */
export type Applies =
  | { answer: 'yes' }
  /** `open`: a person settled it; what machines alone still do not know. */
  | { answer: 'no'; message: string; open?: Unknown }
  /** `open`: the same, of all that machines lack and not of the reason alone. */
  | { answer: 'unknown'; unknown: Unknown; open: Unknown };

const YES: Applies = { answer: 'yes' };

/**
 * Whether a criterion's condition holds on an entity. Once known true it stays
 * so until known false; where it is unknown a person may state 'not in use'
 * (semantics 4.3).
 */
export function applies(
  world: World,
  { criterion, item, when }: CompiledCriterion,
  entity: EntityState,
): Applies {
  if (!when) return YES;
  const role = criterion.role ?? item.role;
  const { value, missing, found } = runCondition(world, when, {
    entity,
    about: criterion.id,
    role,
  });
  if (value === false) {
    return { answer: 'no', message: `Does not apply: ${when.source}` };
  }
  const key = `${criterion.id}|${entity.input.ref}`;
  if (value === true || world.conditionsBefore.has(key)) {
    world.conditionsNow.add(key);
    return YES;
  }
  const [unknown, open] = [missing, found].map((causes): Unknown => {
    const cause = foremost(causes)!;
    const message = `whether it applies is not known: ${cause.message}`;
    return { ...cause, message };
  });
  const statement = notInUse(world, { criterion, item }, entity);
  return statement
    ? { answer: 'no', message: 'Stated to be not in use', open }
    : { answer: 'unknown', unknown, open };
}

/** The statement in force that a criterion, or its whole item, is not in use on an entity. */
export function notInUse(
  world: World,
  { criterion, item }: Pick<CompiledCriterion, 'criterion' | 'item'>,
  entity: EntityState,
): Attestation | undefined {
  const roles = new Set([criterion.role ?? item.role, 'owner']);
  const newest = [criterion.id, item.id].flatMap(about =>
    [...roles].map(role =>
      world.statements.newest(about, entity.input.ref, role),
    ),
  );
  return newest.find(
    said =>
      said?.statement === 'not-in-use' &&
      world.statements.lasts(Date.parse(said.expiresAt)),
  );
}
