import type { LintContext } from './context';

/** The list is counted; what its source document declares is compared, never believed. */
export function lintCounts(lint: LintContext): void {
  const { checklist } = lint;
  const listed = checklist.items.length;
  for (const category of checklist.categories) {
    const count = category.sections.flatMap(section => section.items).length;
    if (
      category.declaredItems !== undefined &&
      category.declaredItems !== count
    ) {
      lint.info(
        'item-count',
        `${category.title} declares ${category.declaredItems}, lists ${count}`,
        { part: category, inside: ['declaredItems'] },
      );
    }
  }
  const { declared } = checklist;
  if (declared?.total !== undefined && declared.total !== listed) {
    lint.info(
      'total-count',
      `Total declares ${declared.total}, lists ${listed}`,
      {
        part: checklist,
        inside: ['declared', 'total'],
      },
    );
  }
  const needed = `${neededItems(checklist.passingScore, listed)}/${listed}`;
  if (declared?.passing !== undefined && declared.passing !== needed) {
    lint.info(
      'threshold',
      `Minimum passing score names ${declared.passing}; the listed items need ${needed}`,
      { part: checklist, inside: ['declared', 'passing'] },
    );
  }
}

function neededItems(percent: number, listed: number): number {
  // Scaled, so that a threshold such as 99.5 stays exact.
  return Math.ceil((Math.round(percent * 1000) * listed) / 100_000);
}

/** Whole percentages of neighbouring bands leave gaps, which half-open bands close. */
export function lintLevels(lint: LintContext): void {
  const { levels } = lint.checklist;
  const lowest = levels[levels.length - 1];
  if (lowest && lowest.min > 0) {
    lint.info('level-gap', `below ${lowest.min} percent there is no level`, {
      part: lint.checklist,
      inside: ['levels'],
    });
  }
  const mins = levels.map(level => level.min);
  if (new Set(mins).size !== mins.length) {
    lint.error('level-gap', 'two levels begin at the same percentage', {
      part: lint.checklist,
      inside: ['levels'],
    });
  }
}
