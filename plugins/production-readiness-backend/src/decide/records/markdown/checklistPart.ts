import type {
  CriterionResult,
  DecisionContent,
  EntityResult,
  ItemResult,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { evidenceOf, type RecordIndex } from './evidence';
import { joined, plain, statusWord, strengthWord, table, time } from './text';

/** The checklist in its own order, each item and criterion with what became of it. */
export function checklistPart(
  decision: DecisionContent,
  index: RecordIndex,
): string[] {
  const { categories } = decision.checklist.content;
  const items = new Map(decision.document.items.map(item => [item.id, item]));
  return [
    '## Checklist summary',
    '',
    ...summary(decision),
    ...categories.flatMap((category, number) => {
      const count = category.sections.flatMap(each => each.items).length;
      return [
        '',
        `## ${number + 1}. ${plain(category.title)} (${count} items)`,
        ...category.sections.flatMap(section => [
          '',
          `### ${plain(section.title)}`,
          '',
          ...section.items.flatMap(id => itemLines(items.get(id), index)),
        ]),
      ];
    }),
  ];
}

function summary({ checklist, document }: DecisionContent): string[] {
  const { score } = document;
  const rows = checklist.content.categories.map(category => {
    const items = document.items.filter(item => item.category === category.id);
    const count = (status: ItemResult['status']) =>
      items.filter(item => item.status === status).length;
    const open = (['fail', 'unknown', 'waived', 'not-applicable'] as const)
      .filter(status => count(status) > 0)
      .map(status => `${count(status)} ${statusWord(status)}`);
    return [
      plain(category.title),
      `${items.length}`,
      joined(`${count('pass')} pass`, ...open),
    ];
  });
  return table(
    ['Category', 'Items', 'Status'],
    [
      ...rows,
      [
        '**Total**',
        `**${score.total}**`,
        `**${
          score.percent === null ? 'nothing applies' : `${score.percent} %`
        }**`,
      ],
    ],
  );
}

function itemLines(item: ItemResult | undefined, index: RecordIndex): string[] {
  if (!item) return [];
  return [
    `- ${box(item.status)} ${joined(
      `**${plain(item.title)}**`,
      item.critical && 'critical',
      item.status !== 'pass' && statusWord(item.status),
    )}`,
    ...waiverLines(item.id, index.waivers).map(line => `  ${line}`),
    ...item.criteria.flatMap(criterion =>
      criterionLines(criterion, index).map(line => `  ${line}`),
    ),
  ];
}

function criterionLines(
  criterion: CriterionResult,
  index: RecordIndex,
): string[] {
  return [
    `- ${box(criterion.status)} ${joined(
      plain(criterion.text),
      criterion.status !== 'pass' && statusWord(criterion.status),
    )}`,
    ...waiverLines(criterion.id, index.waivers).map(line => `  ${line}`),
    ...criterion.entities.flatMap(result =>
      entityLines(result, index).map(line => `  ${line}`),
    ),
  ];
}

function entityLines(result: EntityResult, index: RecordIndex): string[] {
  if (result.status === 'not-applicable') return [];
  return [
    `- ${joined(
      plain(result.entityRef),
      `${statusWord(result.status)}, ${strengthWord(result.strength)}`,
      result.message && plain(result.message),
      result.warning && plain(result.warning),
    )}`,
    ...result.leaves
      .filter(leaf => leaf.counted)
      .flatMap(leaf => evidenceOf(leaf, index))
      .map(line => `  - ${line}`),
  ];
}

function waiverLines(about: string, waivers: readonly Waiver[]): string[] {
  return waivers
    .filter(waiver => waiver.about === about)
    .map(waiver => `- ${waiverText(waiver)}`);
}

/** Reason, who asked, who approved, and its end. */
export function waiverText(waiver: Waiver): string {
  return joined(
    `Waived until ${time(waiver.expiresAt)}: ${plain(waiver.reason)}`,
    waiver.entityRef !== undefined && plain(waiver.entityRef),
    `asked for by ${plain(waiver.requestedBy)}`,
    `approved by ${plain(waiver.approvedBy)} on ${time(waiver.approvedAt)}`,
  );
}

export function box(status: ItemResult['status']): string {
  return status === 'pass' ? '[x]' : '[ ]';
}
