import type {
  ItemResult,
  ScorecardDocument,
  Status,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** An item whose status is another than it was. @public */
export interface ItemChange {
  item: string;
  title: string;
  from: Status;
  to: Status;
}

/** What one scorecard of a subject has that an earlier one had not. @public */
export interface DocumentComparison {
  worse: ItemChange[];
  better: ItemChange[];
  /** What applies now and did not, or no more, and passes where it applies. */
  otherwise: ItemChange[];
  /** Items that the checklist did not have. */
  added: { item: string; title: string; to: Status }[];
  /** Items that it has no more. */
  removed: { item: string; title: string; from: Status }[];
  /** Items that passed and pass. */
  carriedOver: number;
  verdict: { from: Verdict | null; to: Verdict | null };
  /** Ids of levels. */
  level: { from: string | null; to: string | null };
}

// From the worst to the best. What does not apply is in nobody's way, as what
// passes.
const RANK: Record<Status, number> = {
  fail: 0,
  unknown: 1,
  waived: 2,
  pass: 3,
  'not-applicable': 3,
};

/**
 * Compares two scorecards of a subject, item by item in the order of the later
 * one; they may be of different versions of the checklist.
 *
 * @public
 */
export function compareDocuments(
  before: ScorecardDocument,
  after: ScorecardDocument,
): DocumentComparison {
  const was = byId(before);
  const is = byId(after);
  const changes = after.items.flatMap(({ id, title, status: to }) => {
    const from = was.get(id)?.status;
    return from === undefined || from === to
      ? []
      : [{ item: id, title, from, to }];
  });
  const of = (matches: (rise: number) => boolean) =>
    changes.filter(({ from, to }) => matches(RANK[to] - RANK[from]));
  return {
    worse: of(rise => rise < 0),
    better: of(rise => rise > 0),
    otherwise: of(rise => rise === 0),
    added: after.items
      .filter(({ id }) => !was.has(id))
      .map(({ id, title, status }) => ({ item: id, title, to: status })),
    removed: before.items
      .filter(({ id }) => !is.has(id))
      .map(({ id, title, status }) => ({ item: id, title, from: status })),
    carriedOver: after.items.filter(
      ({ id, status }) => status === 'pass' && was.get(id)?.status === 'pass',
    ).length,
    verdict: { from: before.verdict, to: after.verdict },
    level: { from: before.level?.id ?? null, to: after.level?.id ?? null },
  };
}

function byId({ items }: ScorecardDocument): Map<string, ItemResult> {
  return new Map(items.map(item => [item.id, item]));
}
