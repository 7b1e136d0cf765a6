import type {
  ChecklistSummary,
  ScorecardPage,
  ScorecardRowView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { SYSTEM } from './kamiyoItems';
import { CHECKED_AT } from './results';
import { scorecard } from './scorecardFixture';

export function unitRow(
  changes: Partial<ScorecardRowView> = {},
): ScorecardRowView {
  const card = scorecard();
  return {
    entityRef: SYSTEM,
    title: 'KAMIYO',
    kind: 'system',
    type: null,
    owner: 'group:default/kamiyo-team',
    system: null,
    lifecycle: 'production',
    checklist: card.checklist,
    score: card.score,
    level: card.level,
    verdict: 'no-go',
    enforced: true,
    failing: 2,
    unknown: 20,
    topBlockers: [
      'Not met: HTTPS enforced everywhere',
      'Not met: Production readiness score ≥ 95%',
    ],
    categories: card.categories,
    evaluatedAt: CHECKED_AT,
    running: false,
    ...changes,
  };
}

const BASICS = { id: 'basics', version: '1.0.0', title: 'Service basics' };

/** Four units that tell a story: one GO, one undecided, two NO-GO. */
export function portfolio(changes: Partial<ScorecardPage> = {}): ScorecardPage {
  const items = changes.items ?? [
    unitRow(),
    unitRow({
      entityRef: 'component:default/status-page',
      title: 'Status page',
      kind: 'component',
      type: 'website',
      checklist: BASICS,
      verdict: 'go',
      level: { id: 'ready', title: 'READY FOR LAUNCH' },
      score: {
        completed: 15,
        applicable: 15,
        total: 15,
        waived: 0,
        percent: 100,
      },
      failing: 0,
      unknown: 0,
      topBlockers: [],
    }),
    unitRow({
      entityRef: 'component:default/mailer',
      title: 'Mailer',
      kind: 'component',
      type: 'service',
      checklist: BASICS,
      verdict: 'undecided',
      failing: 0,
      unknown: 3,
      topBlockers: [],
      running: true,
    }),
    unitRow({
      entityRef: 'component:default/legacy-gateway',
      title: 'Legacy gateway',
      kind: 'component',
      type: 'service',
      checklist: BASICS,
      verdict: 'no-go',
      failing: 4,
      unknown: 1,
      topBlockers: ['Not met: TLS 1.2+ only'],
    }),
  ];
  return {
    items,
    nextCursor: null,
    totals: {
      count: items.length,
      byVerdict: [
        { verdict: 'no-go', count: 2 },
        { verdict: 'undecided', count: 1 },
        { verdict: 'go', count: 1 },
      ],
      byLevel: [],
      neverRun: 0,
    },
    ...changes,
  };
}

export function checklistSummary(
  changes: Partial<ChecklistSummary> = {},
): ChecklistSummary {
  return {
    id: 'kamiyo',
    version: '1.0.0',
    title: 'KAMIYO production readiness',
    digest: 'd1',
    mode: 'enforce',
    subjectKind: 'System',
    items: 121,
    criteria: 454,
    origin: 'the backend package',
    loadedAt: CHECKED_AT,
    findings: { errors: 0, warnings: 1, infos: 0 },
    ...changes,
  };
}
