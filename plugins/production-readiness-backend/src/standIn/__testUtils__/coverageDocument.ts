import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import { isOpen, KINDS, type CoverageRow } from './coverage';

const STRENGTHS = [
  'measured',
  'mapped',
  'structure',
  'vendor-statement',
  'report',
  'attested',
  'derived',
] as const;

/** Markdown of all that is generated of docs/coverage.md. */
export function coverageMarkdown(
  checklist: Checklist,
  rows: CoverageRow[],
): string {
  return [
    '## Counts',
    'By kind, on the needed leaves (of `anyOf` and `substitute`: the first):',
    counts(checklist, rows, { of: 'kind', values: KINDS }),
    'By strength:',
    counts(checklist, rows, { of: 'strength', values: STRENGTHS }),
    'In the healthy state of the stand-in:',
    states(rows),
    '## Open in the healthy state',
    open(rows),
    ...checklist.categories.flatMap((category, index) => [
      `## ${index + 1}. ${category.title}`,
      criteria(rows.filter(row => row.category === category.id)),
    ]),
  ].join('\n\n');
}

function counts<Key extends 'kind' | 'strength'>(
  checklist: Checklist,
  rows: CoverageRow[],
  { of, values }: { of: Key; values: readonly CoverageRow[Key][] },
): string {
  const line = (title: string, those: CoverageRow[]) => [
    title,
    `${those.length}`,
    ...values.map(value => `${those.filter(row => row[of] === value).length}`),
  ];
  return table(
    ['category', 'criteria', ...values],
    [
      ...checklist.categories.map(({ id, title }, index) =>
        line(
          `${index + 1}. ${title}`,
          rows.filter(({ category }) => category === id),
        ),
      ),
      line('**all**', rows),
    ],
  );
}

function states(rows: CoverageRow[]): string {
  const statuses = ['pass', 'not-applicable', 'fail', 'unknown'] as const;
  const line = (title: string, those: CoverageRow[]) => [
    title,
    ...statuses.map(
      status => `${those.filter(row => row.status === status).length}`,
    ),
  ];
  return table(
    ['kind', ...statuses],
    [
      ...KINDS.map(kind =>
        line(
          kind,
          rows.filter(row => row.kind === kind),
        ),
      ),
      line('**all**', rows),
    ],
  );
}

/** What is open, by what ends it. */
function open(rows: CoverageRow[]): string {
  const found = rows.filter(isOpen);
  if (found.length === 0) return 'Nothing.';
  const reasons = found.flatMap(row =>
    row.open.map(each => ({ row, ...each })),
  );
  const causes = [...new Set(reasons.map(({ cause }) => cause))].sort();
  return causes
    .flatMap(cause => [
      `### ${cause}`,
      table(
        ['criterion', 'how verified', 'on', 'role', 'why'],
        rows.flatMap(row => {
          const of = row.open.filter(each => each.cause === cause);
          const messages = [...new Set(of.map(({ message }) => message))];
          return messages.map(message => [
            `\`${row.id}\``,
            row.kind,
            of
              .filter(each => each.message === message)
              .map(({ entity }) => entity)
              .join(', '),
            row.role,
            message,
          ]);
        }),
      ),
    ])
    .join('\n\n');
}

function criteria(rows: CoverageRow[]): string {
  return table(
    [
      'item',
      'criterion',
      'how verified',
      'collectors, reports',
      'strength',
      'healthy',
    ],
    rows.map((row, index) => [
      row.item.id === rows[index - 1]?.item.id ? '' : row.item.title,
      `\`${row.id}\` ${literal(row.text)}`,
      row.kind,
      row.sources.join(', '),
      row.strength,
      row.status,
    ]),
  );
}

/** Text in which `_` and `*` mean themselves. */
function literal(text: string): string {
  return text.replace(/[_*]/g, '\\$&');
}

function table(head: readonly string[], lines: string[][]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join(
    '\n',
  );
}
