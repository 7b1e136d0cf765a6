import type {
  Attestation,
  DecisionContent,
  DecisionOutcome,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  digestOf,
  evaluate,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import {
  shippedFiles,
  shippedSamples,
} from '../../../checklists/testing/readShipped';
import { NOW, recordsOf } from '../../../checklists/testing/sampleWorld';
import { WORLDS } from '../../../checklists/testing/shippedWorlds';
import { decisionContent } from '../decisionContent';

const DAY_MS = 24 * 60 * 60 * 1000;
const day = (days: number) => new Date(NOW + days * DAY_MS).toISOString();

/** A note that would be more than text, wherever it is not written as text. */
export const NASTY =
  '# Done | [x](javascript:alert(1)) <img src=x onerror=alert(1)> `code` **bold**\n- [x] forged';

const ATTESTATIONS: Attestation[] = [
  {
    id: 'said-1',
    about: 'document:incident',
    entityRef: WORLDS.kamiyo.healthy.subject.ref,
    role: 'security',
    statement: 'met',
    by: 'user:default/radia',
    at: day(-3),
    expiresAt: day(80),
    note: NASTY,
    link: 'https://wiki.example/incident_(response)',
  },
];

const WAIVERS: Waiver[] = [
  {
    id: 'waiver-1',
    about: 'doc.architecture',
    reason: NASTY,
    requestedBy: 'user:default/ada',
    approvedBy: 'user:default/margaret',
    approvedAt: day(-1),
    expiresAt: day(20),
  },
];

/** KAMIYO decided over the samples that ship with its checklist. */
export async function kamiyoDecision(
  changes: {
    outcome?: DecisionOutcome;
    attestations?: Attestation[];
    waivers?: Waiver[];
  } = {},
): Promise<DecisionContent> {
  const { checklist } = parseChecklist(await shippedFiles('kamiyo'));
  if (!checklist) throw new Error('The shipped checklist cannot be parsed');
  const compiled = compileChecklist(checklist);
  const world = WORLDS.kamiyo.healthy;
  const input = {
    facts: recordsOf(checklist, {
      world,
      samples: await shippedSamples('kamiyo'),
    }).map(fact => ({
      ...fact,
      evidence: [
        {
          request: `GET https://sample.example/${fact.fact}`,
          response: '200 OK',
        },
      ],
    })),
    attestations: changes.attestations ?? ATTESTATIONS,
    waivers: changes.waivers ?? WAIVERS,
  };
  const { document } = evaluate({
    checklist: compiled,
    now: NOW,
    ...world,
    ...input,
    notConnected: [],
    conditions: [],
  });
  return decisionContent({
    decision: {
      outcome: changes.outcome ?? 'go',
      by: 'user:default/grace',
      reason: null,
      validUntil: day(14),
    },
    checklist: {
      checklist,
      compiled,
      digest: digestOf(checklist),
      origin: 'builtin:kamiyo',
      loadedAt: day(-30),
      findings: [],
    },
    document,
    input,
    signOffs: [
      {
        role: 'owner',
        title: 'Owner',
        statement: 'go',
        by: 'user:default/ada',
        at: day(0),
        note: NASTY,
        contentDigest: 'c'.repeat(64),
        suspended: [],
      },
    ],
    openItems: [
      {
        item: 'doc.architecture',
        title: 'Architecture documented',
        status: 'fail',
        owner: 'user:default/ada',
        dueAt: day(14),
      },
    ],
  });
}
