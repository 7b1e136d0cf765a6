import type { ItemView } from '@production-readiness/backstage-plugin-production-readiness-common';

export interface CategoryItems {
  id: string;
  title: string;
  sections: { title: string; items: ItemView[] }[];
}

/** Items under category and section, each in the checklist's order; what is empty is left out. */
export function groupItems(
  items: ItemView[],
  categories: { id: string; title: string }[],
): CategoryItems[] {
  return categories.flatMap(({ id, title }) => {
    const sections = groupBySection(items.filter(each => each.category === id));
    return sections.length ? [{ id, title, sections }] : [];
  });
}

function groupBySection(items: ItemView[]) {
  const sections = new Map<string, ItemView[]>();
  for (const item of items) {
    sections.set(item.section, [...(sections.get(item.section) ?? []), item]);
  }
  return [...sections].map(([title, own]) => ({ title, items: own }));
}
