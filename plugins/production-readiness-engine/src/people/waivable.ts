import type { CompiledChecklist } from '../checklist/compile';

/**
 * Why no waiver counts on an item, criterion or row (semantics 5.2), as a
 * sentence; undefined where one may. Of an item it may on those of its criteria
 * that no decision names.
 *
 * @public
 */
export function whyNotWaivable(
  { checklist, program }: CompiledChecklist,
  about: string,
): string | undefined {
  const row = [...checklist.critical, ...checklist.go].find(
    ({ id }) => id === about,
  );
  if (row) {
    return row.waivable
      ? undefined
      : `'${row.title}' decides on the launch, and the checklist does not declare it waivable`;
  }
  if (checklist.noGo.some(({ id }) => id === about)) {
    return 'A NO-GO trigger is never waived';
  }
  const item = program.itemsById.get(about);
  if (item) {
    const isAny = item.criteria.some(
      ({ criterion }) => !program.deciding.unwaivable.has(criterion.id),
    );
    return isAny ? undefined : decides(item.item.title);
  }
  const criterion = program.criteria.get(about);
  if (!criterion) return `There is no item, criterion or row '${about}'`;
  return program.deciding.unwaivable.has(about)
    ? decides(criterion.criterion.text)
    : undefined;
}

function decides(title: string): string {
  return `A decision names '${title}', and the checklist does not declare it waivable`;
}
