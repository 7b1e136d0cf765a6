import type {
  CriterionView,
  ItemView,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/**
 * The items that a page is about. For a subject all of them; for a member those
 * that apply to it, judged on this member alone, with no other entity's results.
 */
export function itemsOnPage(
  view: Pick<ScorecardView, 'isSubject' | 'entityRef' | 'items' | 'share'>,
): ItemView[] {
  if (view.isSubject) return view.items;
  return view.items.flatMap(item => {
    const status = view.share?.items[item.id];
    if (!status || status === 'not-applicable') return [];
    const criteria = item.criteria.flatMap(criterion =>
      onMember(criterion, view.entityRef),
    );
    return [{ ...item, status, criteria }];
  });
}

function onMember(
  criterion: CriterionView,
  entityRef: string,
): CriterionView[] {
  const result = criterion.entities.find(each => each.entityRef === entityRef);
  if (!result) return [];
  return [
    {
      ...criterion,
      status: result.status,
      rawStatus: result.rawStatus,
      entities: [result],
    },
  ];
}
