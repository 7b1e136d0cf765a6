import type {
  DecisionContent,
  LaunchRecord,
  OutcomeContent,
  RecordedCheck,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { joined, plain, statusWord, time } from './text';

type Later = readonly LaunchRecord[];

/** What came after the decision: a withdrawal, the launch, its checks. */
export function afterPart(decision: DecisionContent, later: Later): string[] {
  const launch = later.find(isOf('launch'));
  return [
    ...later
      .filter(isOf('withdrawal'))
      .flatMap(({ at, reasons }) => [
        '',
        '## GO withdrawn',
        '',
        `On ${time(at)}:`,
        '',
        ...reasons.map(reason => `- ${plain(reason)}`),
      ]),
    '',
    '## Post-launch verification',
    '',
    launch
      ? `Launched ${time(launch.launchedAt)}, recorded by ${plain(launch.by)}.`
      : 'No launch is recorded.',
    ...windows(decision, later),
    ...openItems(later.find(isOf('outcome'))),
  ];
}

function isOf<Kind extends LaunchRecord['kind']>(kind: Kind) {
  return (record: LaunchRecord): record is LaunchRecord & { kind: Kind } =>
    record.kind === kind;
}

function windows({ checklist }: DecisionContent, later: Later): string[] {
  const settled = later.flatMap(record => {
    if (record.kind === 'post-launch') return [record.check];
    return record.kind === 'outcome' ? record.checks : [];
  });
  return checklist.content.postLaunch.flatMap(window => [
    '',
    `### ${plain(window.title)}`,
    '',
    ...window.checks.map(({ id, title }) => {
      // The last word on a check counts: one that was overdue may have passed.
      const check = settled
        .filter(each => each.window === window.id && each.id === id)
        .pop();
      return check ? checkLine(check) : `- [ ] ${plain(title)}`;
    }),
  ]);
}

const STATES: Record<RecordedCheck['state'], string> = {
  passed: 'passed',
  'passed-late': 'passed late',
  failed: 'failed',
  overdue: 'overdue: nothing is known',
  'not-applicable': 'not applicable',
};

function checkLine(check: RecordedCheck): string {
  const passed = check.state === 'passed' || check.state === 'passed-late';
  return `- ${passed ? '[x]' : '[ ]'} ${joined(
    plain(check.title),
    STATES[check.state],
    check.settledAt && time(check.settledAt),
    check.message && plain(check.message),
  )}`;
}

function openItems(outcome: OutcomeContent | undefined): string[] {
  if (!outcome || outcome.openItems.length === 0) return [];
  return [
    '',
    '## What was open at the decision',
    '',
    ...outcome.openItems.map(
      item =>
        `- ${item.closedAt === null ? '[ ]' : '[x]'} ${joined(
          plain(item.title),
          item.closedAt === null
            ? `${statusWord(item.status)}, due ${time(item.dueAt)}`
            : `closed ${time(item.closedAt)}`,
          plain(item.owner),
        )}`,
    ),
  ];
}
