import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { API, SYSTEM } from './kamiyoItems';
import { CHECKED_AT } from './results';
import { memberScorecard, scorecard } from './scorecardFixture';

/** The board of the launch unit. */
export function gate(changes: Partial<GateView> = {}): GateView {
  const card = scorecard();
  const titles: Record<string, string> = {};
  for (const item of card.items) {
    titles[item.id] = item.title;
    for (const each of item.criteria) titles[each.id] = each.text;
  }
  return {
    entityRef: SYSTEM,
    subjectRef: SYSTEM,
    isSubject: true,
    checklist: card.checklist,
    evaluatedAt: CHECKED_AT,
    verdict: card.verdict,
    enforced: true,
    score: card.score,
    level: card.level,
    critical: card.critical,
    go: card.go,
    noGo: card.noGo,
    blockers: card.blockers,
    unknownBy: card.unknownBy,
    path: card.path,
    titles,
    steps: Object.fromEntries(
      card.path.musts.map(id => [
        id,
        { known: 'unknown' as const, who: 'owner' },
      ]),
    ),
    contacts: [
      {
        id: 'on-call',
        title: 'On-Call Engineer',
        group: 'emergency',
        name: 'Ada Okafor',
        phone: '+44 20 7946 0000',
        value: null,
        links: [],
      },
      {
        id: 'security',
        title: 'Security Lead',
        group: 'emergency',
        name: null,
        phone: null,
        value: null,
        links: [],
        missing: 'set the annotation production-readiness/contact-security',
      },
      {
        id: 'render',
        title: 'Render Support',
        group: 'vendor',
        name: null,
        phone: null,
        value: 'support@render.com',
        links: [{ title: 'Support', url: 'https://render.com/support' }],
      },
    ],
    commands: [
      {
        id: 'health',
        title: 'Check all services healthy',
        command: "curl -s https://api.kamiyo.ai/health | jq '.status'",
        entityRef: API,
        result: { status: 'healthy' },
        checkedAt: CHECKED_AT,
      },
      {
        id: 'stripe',
        title: 'Check Stripe webhook',
        command: 'stripe webhook_endpoints list --live',
        entityRef: API,
        result: null,
        unknown: 'Stripe is not connected',
        checkedAt: null,
      },
    ],
    postLaunch: [
      {
        id: 'within-1-hour',
        title: 'Within 1 hour of launch',
        duration: 'PT1H',
        checks: [
          { id: 'P1', title: 'All services healthy', role: 'owner' },
          { id: 'P2', title: 'No error spikes in Sentry', role: 'sre' },
        ],
      },
      {
        id: 'within-24-hours',
        title: 'Within 24 hours',
        duration: 'PT24H',
        checks: [{ id: 'P9', title: 'Backups ran', role: 'dba' }],
      },
    ],
    roles: card.roles,
    sources: card.sources,
    warnings: card.warnings,
    ...changes,
  };
}

/** The same board on kamiyo-api's page. */
export function memberGate(changes: Partial<GateView> = {}): GateView {
  const { holdsBack, share } = memberScorecard();
  return gate({
    entityRef: API,
    isSubject: false,
    holdsBack,
    share,
    ...changes,
  });
}
