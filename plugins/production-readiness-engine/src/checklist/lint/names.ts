import type { LintContext } from './context';

/** Ids are unique; titles may repeat, but a reader should know. */
export function lintNames(lint: LintContext): void {
  const { checklist } = lint;
  unique(lint, 'category', checklist.categories);
  unique(lint, 'item', checklist.items);
  for (const item of checklist.items) unique(lint, 'criterion', item.criteria);
  // People state things about a row by its id, so ids are unique over the lists.
  unique(lint, 'row', [
    ...checklist.critical,
    ...checklist.go,
    ...checklist.noGo,
    ...checklist.postLaunch.flatMap(window => window.checks),
  ]);
  unique(lint, 'post-launch window', checklist.postLaunch);
  unique(lint, 'contact', checklist.contacts);
  unique(lint, 'command', checklist.commands);
  repeatedTitles(lint);
}

function unique(
  lint: LintContext,
  what: string,
  parts: readonly { id: string }[],
): void {
  const seen = new Set<string>();
  for (const part of parts) {
    if (seen.has(part.id)) {
      lint.error('duplicate-id', `the ${what} id '${part.id}' is taken`, {
        part,
        inside: ['id'],
      });
    }
    seen.add(part.id);
  }
}

function repeatedTitles(lint: LintContext): void {
  const { checklist } = lint;
  const byTitle = new Map<string, typeof checklist.items>();
  for (const item of checklist.items) {
    const title = item.title.toLocaleLowerCase('en');
    byTitle.set(title, [...(byTitle.get(title) ?? []), item]);
  }
  for (const items of byTitle.values()) {
    if (items.length < 2) continue;
    const places = items.map(item => titleOfCategory(lint, item.category));
    lint.info(
      'duplicate-title',
      `several items bear the title '${items[0].title}': ${places.join(', ')}`,
      { part: items[items.length - 1], inside: ['title'] },
    );
  }
}

function titleOfCategory({ checklist }: LintContext, id: string): string {
  return checklist.categories.find(category => category.id === id)?.title ?? id;
}
