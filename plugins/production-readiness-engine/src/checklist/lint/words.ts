import type { LintContext } from './context';

/** A finding without a reason and a remedy helps nobody. */
export function lintWords(lint: LintContext): void {
  for (const item of lint.checklist.items) {
    for (const key of ['why', 'fix'] as const) {
      if (item[key].trim() === '') {
        lint.error(
          'empty-text',
          `the item '${item.id}' has an empty '${key}'`,
          {
            part: item,
            inside: [key],
          },
        );
      }
    }
  }
}
