import type {
  Checklist,
  CriterionResult,
  GateRow,
  GateView,
  LeafResult,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';

type Step = GateView['steps'][string];

/** Of each must on the way to GO whether it is known to fail, and who can end that. */
export function stepsOf(
  document: Pick<
    ScorecardDocument,
    'items' | 'critical' | 'go' | 'noGo' | 'path'
  >,
  checklist: Pick<Checklist, 'items'>,
): GateView['steps'] {
  const roles = new Map(
    checklist.items.flatMap(item =>
      item.criteria.map(each => [each.id, each.role ?? item.role] as const),
    ),
  );
  const criteria = new Map(
    document.items.flatMap(item =>
      item.criteria.map(each => [each.id, { each, role: item.role }] as const),
    ),
  );
  const triggers = new Set(document.noGo);
  const rows = new Map(
    [...document.critical, ...document.go, ...document.noGo].map(
      row => [row.id, row] as const,
    ),
  );
  return Object.fromEntries(
    document.path.musts.map(id => {
      const found = criteria.get(id);
      if (found) {
        return [id, criterionStep(found.each, roles.get(id) ?? found.role)];
      }
      const row = rows.get(id);
      return [id, rowStep(row, row !== undefined && triggers.has(row))];
    }),
  );
}

function criterionStep({ entities }: CriterionResult, role: string): Step {
  if (entities.some(each => each.rawStatus === 'fail')) {
    return { known: 'fails', who: role };
  }
  const open = entities.find(each => each.rawStatus === 'unknown');
  return { known: 'unknown', who: open?.who ?? role };
}

/** A row is named for what it asks for itself, not for the criteria beside it. */
function rowStep(row: GateRow | undefined, isTrigger: boolean): Step {
  const own = (row?.leaves ?? []).filter(leaf => leaf.counted && !leaf.ref);
  const failing = own.find(leaf => leaf.truth === unwanted(leaf, isTrigger));
  if (failing) return { known: 'fails', who: failing.role ?? 'owner' };
  const open = own.find(leaf => leaf.truth === 'unknown');
  return { known: 'unknown', who: open?.who ?? open?.role ?? 'owner' };
}

/**
 * A trigger words its checks as the trouble, unless they stand under its `not`;
 * what people state is always something wanted.
 */
function unwanted({ kind, negated }: LeafResult, isTrigger: boolean) {
  const isMachine = kind === 'check' || kind === 'report';
  return isTrigger && isMachine && !negated ? 'true' : 'false';
}
