import {
  readShape,
  type JsonObject,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { dateOrTime, MOST_ENTRIES, words } from './shapes';

const rule = z.object({
  id: words,
  impact: z.string().max(40).nullish(),
  tags: z.array(z.string().max(80)).max(100),
  nodes: z.array(z.unknown()),
});

const rules = z.array(rule).max(300);

const page = z.object({
  url: z.url(),
  timestamp: dateOrTime,
  testEngine: z.object({ version: words }),
  violations: rules,
  incomplete: rules,
  // What was looked at and found good: without it nobody knows what was.
  passes: rules,
  inapplicable: rules,
});

const pages = z.union([
  z.array(page).min(1).max(100),
  page.transform(single => [single]),
]);

type Page = z.output<typeof page>;

/**
 * Rules that axe runs unless it is told not to, one of each thing that
 * checklists ask about. A scan without them says nothing of that thing.
 */
const EXPECTED_RULES = [
  'color-contrast',
  'image-alt',
  'tabindex',
  'bypass',
  'button-name',
  'link-name',
  'label',
  'aria-roles',
  'html-has-lang',
  'landmark-one-main',
];

/** axe-core's results of one page, or a list of pages. */
export function createAxeParser(options: {
  /** Paths of the pages that have to be in a report. */
  pages: string[];
}): ReportParser {
  return {
    type: 'axe',
    title: 'axe accessibility scan',
    parse(payload) {
      const list = readShape(pages, payload);
      const skipped = EXPECTED_RULES.filter(
        id => !list.every(each => didRun(each, id)),
      );
      return {
        happenedAt: list.map(each => each.timestamp).sort()[0],
        value: {
          version: list[0].testEngine.version,
          pages: [...new Set(list.map(pathOf))],
          violations: found(list, 'violations'),
          incomplete: found(list, 'incomplete'),
          awaited: awaitedOf(skipped),
        },
      };
    },
    combine([{ value }]) {
      const seen = value.pages as string[];
      const missingPages = options.pages.filter(path => !seen.includes(path));
      return { value: { ...value, missingPages } };
    },
  };
}

function awaitedOf(skipped: string[]): JsonObject {
  return skipped.length === 0
    ? {}
    : { violations: `the axe scan did not run ${skipped.join(', ')}` };
}

function didRun(scan: Page, id: string): boolean {
  const { violations, incomplete, passes, inapplicable } = scan;
  return [violations, incomplete, passes, inapplicable].some(list =>
    list.some(each => each.id === id),
  );
}

function found(list: Page[], kind: 'violations' | 'incomplete'): JsonObject[] {
  return list
    .flatMap(scan =>
      scan[kind].map(({ id, impact, tags, nodes }) => ({
        rule: id,
        category: categoryOf(tags),
        impact: impact ?? null,
        page: pathOf(scan),
        nodes: nodes.length,
      })),
    )
    .slice(0, MOST_ENTRIES);
}

function categoryOf(tags: string[]): string | null {
  const tag = tags.find(each => each.startsWith('cat.'));
  return tag === undefined ? null : tag.slice('cat.'.length);
}

function pathOf({ url }: Page): string {
  return new URL(url).pathname.slice(0, 200);
}
