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
  const statement = notInUse(world, [criterion.id, item.id], entity, role);
  return statement
    ? { answer: 'no', message: 'Stated to be not in use', open }
    : { answer: 'unknown', unknown, open };
}

function notInUse(
  world: World,
  about: readonly string[],
  entity: EntityState,
  role: string,
): boolean {
  return about.some(subject =>
    [...new Set([role, 'owner'])].some(who => {
      const newest = world.statements.newest(subject, entity.input.ref, who);
      return (
        newest?.statement === 'not-in-use' &&
        world.statements.lasts(Date.parse(newest.expiresAt))
      );
    }),
  );
}
