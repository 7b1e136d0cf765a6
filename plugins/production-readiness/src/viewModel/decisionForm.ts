import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  DecisionInput,
  DecisionOutcome,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Who sees to an open item, and by which day. */
export interface Assignment {
  /** As somebody typed it. */
  owner: string;
  /** `2026-12-31`. */
  due: string;
}

export interface DecisionForm {
  reason: string;
  /** Holds for every item that has nothing of its own. */
  all: Assignment;
  /** By item. */
  own: Record<string, Partial<Assignment>>;
}

export type ToAssign = ReviewView['toAssign'];

/** A verdict's own outcome needs no words; what goes against it, or stops a launch, does. */
export function needsReason(outcome: DecisionOutcome): boolean {
  return outcome !== 'go';
}

/** What goes live with items open has them taken care of. */
export function assignsItems(outcome: DecisionOutcome): boolean {
  return outcome !== 'no-go';
}

export function assignmentOf(form: DecisionForm, item: string): Assignment {
  const { owner = '', due = '' } = form.own[item] ?? {};
  return {
    owner: owner.trim() ? owner : form.all.owner,
    due: due || form.all.due,
  };
}

export function withAssignment(
  form: DecisionForm,
  item: string,
  change: Partial<Assignment>,
): DecisionForm {
  return {
    ...form,
    own: { ...form.own, [item]: { ...form.own[item], ...change } },
  };
}

/** Ref of the user or group that is meant; undefined where the text names none. */
export function toOwnerRef(text: string): string | undefined {
  const name = text.trim();
  if (!/^[\w.:/-]+$/.test(name)) return undefined;
  try {
    const ref = parseEntityRef(name, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    const kind = ref.kind.toLocaleLowerCase('en-US');
    return kind === 'user' || kind === 'group'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The last moment of a day; undefined where that is no day or is over. */
export function endOfDay(day: string, now: number): string | undefined {
  const end = Date.parse(`${day}T23:59:59.000Z`);
  return end > now ? new Date(end).toISOString() : undefined;
}

/** What is to be sent; undefined while something is missing. */
export function toDecisionInput(
  outcome: DecisionOutcome,
  form: DecisionForm,
  context: { toAssign: ToAssign; now: number },
): DecisionInput | undefined {
  const reason = form.reason.trim();
  if (needsReason(outcome) && !reason) return undefined;
  const input: DecisionInput = { outcome, ...(reason && { reason }) };
  if (!assignsItems(outcome)) return input;
  const openItems: DecisionInput['openItems'] = [];
  for (const { item } of context.toAssign) {
    const { owner, due } = assignmentOf(form, item);
    const ref = toOwnerRef(owner);
    const dueAt = endOfDay(due, context.now);
    if (!ref || !dueAt) return undefined;
    openItems.push({ item, owner: ref, dueAt });
  }
  return { ...input, openItems };
}
