import type {
  DecisionContent,
  GateRow,
  RecordedReview,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { waiverText } from './checklistPart';
import { attestationText } from './evidence';
import {
  code,
  joined,
  plain,
  statusWord,
  table,
  time,
  verdictWord,
} from './text';

const OUTCOMES = {
  go: 'GO',
  'no-go': 'NO-GO',
  exception: 'LAUNCH BY EXCEPTION',
} as const;

/** What was decided, by whom, of what: the head of the document. */
export function decisionHead(
  review: RecordedReview,
  { decision, checklist, document }: DecisionContent,
  at: string,
): string[] {
  const { score, level } = document;
  const rows: [string, string | null][] = [
    [
      'Decision',
      `**${OUTCOMES[decision.outcome]}** by ${plain(decision.by)}, ${time(at)}`,
    ],
    ['Verdict', verdictWord(decision.verdict)],
    ['Reason', decision.reason && plain(decision.reason)],
    ['Holds until', decision.validUntil && time(decision.validUntil)],
    ['Planned', time(review.plannedAt)],
    [
      'Score',
      joined(
        `${score.completed} of ${score.applicable} items`,
        score.percent !== null && `${score.percent} %`,
        level && plain(level.title),
      ),
    ],
    [
      'Checklist',
      joined(
        `${plain(checklist.id)} ${plain(checklist.version)}`,
        plain(checklist.digest),
      ),
    ],
    [
      'Separation of roles',
      review.separation === 'strict'
        ? 'strict: who asked does not sign, one role a person'
        : 'small team: roles combine, nobody is the sole signer',
    ],
  ];
  return [
    `# ${plain(checklist.title)}`,
    '',
    `Launch ${review.number} of ${plain(
      review.title ?? review.subjectRef,
    )} (${code(review.subjectRef)})`,
    '',
    ...table(
      ['', ''],
      rows.flatMap(([name, said]) => (said ? [[name, said]] : [])),
    ),
    '',
    '## Releases',
    '',
    ...table(
      ['Component', 'Version', 'Commit'],
      review.pinned.releases.map(({ entityRef, version, commit }) => [
        plain(entityRef),
        plain(version),
        commit === null ? 'none' : plain(commit),
      ]),
    ),
  ];
}

/** Critical items, GO criteria and NO-GO triggers, then who stood for what. */
export function decisionPart(content: DecisionContent): string[] {
  const { document } = content;
  return [
    '',
    '## Critical pre-launch items',
    ...grouped(document.critical),
    '',
    '## GO criteria (all must be true)',
    ...grouped(document.go),
    '',
    '## NO-GO triggers (any is true)',
    ...grouped(document.noGo, true),
    ...signOffs(content),
    ...exceptions(content),
    ...listed('Waivers in force', content.waivers, waiver =>
      joined(code(waiver.about), waiverText(waiver)),
    ),
    ...listed('Statements', content.attestations, said =>
      joined(code(said.about), plain(said.entityRef), attestationText(said)),
    ),
    ...listed('Open at the decision', content.openItems, item =>
      joined(
        plain(item.title),
        statusWord(item.status),
        plain(item.owner),
        `due ${time(item.dueAt)}`,
      ),
    ),
  ];
}

/** Under the headings of the checklist; a trigger is ticked where it holds. */
function grouped(rows: readonly GateRow[], isTrigger = false): string[] {
  if (rows.length === 0) return ['', 'None.'];
  const groups = [...new Set(rows.map(({ group }) => group))];
  return groups.flatMap(group => [
    ...(group === undefined ? [] : ['', `### ${plain(group)}`]),
    '',
    ...rows
      .filter(row => row.group === group)
      .map(
        row =>
          `- ${row.truth === 'true' ? '[x]' : '[ ]'} ${joined(
            plain(row.title),
            truthWord(row, isTrigger),
            row.message && plain(row.message),
          )}`,
      ),
  ]);
}

function truthWord({ truth }: GateRow, isTrigger: boolean): string {
  if (truth === 'unknown') return 'not verified';
  if (truth === 'not-applicable') return 'not applicable';
  if (isTrigger) return truth === 'true' ? 'it holds' : 'clear';
  return truth === 'true' ? 'holds' : 'does not hold';
}

function signOffs({ signOffs: given, checklist }: DecisionContent): string[] {
  const { review, roles } = checklist.content;
  const missing = review.signOffs.filter(
    role => !given.some(each => each.role === role),
  );
  return [
    '',
    '## Sign-offs',
    '',
    ...given.map(
      each =>
        `- ${each.statement === 'go' ? '[x]' : '[ ]'} ${joined(
          `**${plain(each.title)}**`,
          OUTCOMES[each.statement],
          `${plain(each.by)}, ${time(each.at)}`,
          each.note && plain(each.note),
          each.suspended.length > 0 &&
            `suspended: ${plain(each.suspended.join('; '))}`,
          `what was signed: ${code(each.contentDigest)}`,
        )}`,
    ),
    ...missing.map(
      role =>
        `- [ ] **${plain(roles[role]?.title ?? role)}** · nobody has signed`,
    ),
    ...(given.length + missing.length === 0 ? ['None are asked for.'] : []),
  ];
}

/** Against what a launch by exception goes: what is known, and what is not. */
function exceptions({
  decision,
  exceptions: blockers,
  document,
}: DecisionContent) {
  if (decision.outcome !== 'exception') return [];
  const open = [...document.critical, ...document.go, ...document.noGo].filter(
    row => row.truth === 'unknown',
  );
  return [
    '',
    '## Launched against',
    '',
    ...blockers.map(
      ({ title, message }) => `- ${joined(plain(title), plain(message))}`,
    ),
    ...open.map(row => `- ${joined(plain(row.title), 'not verified')}`),
  ];
}

function listed<T>(
  title: string,
  entries: readonly T[],
  line: (entry: T) => string,
): string[] {
  return entries.length === 0
    ? []
    : ['', `## ${title}`, '', ...entries.map(each => `- ${line(each)}`)];
}
