import type {
  Attestation,
  DecisionContent,
  FactRecord,
  RecordedOpenItem,
  RecordedSignOff,
  ScorecardDocument,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { LoadedChecklist } from '../../checklists/types';
import { recordedFacts } from './recordedFacts';

/**
 * What is frozen when a review is decided: the document, and of everything that
 * it was computed from what has to be there to understand it without us.
 */
export function decisionContent(options: {
  decision: Omit<DecisionContent['decision'], 'verdict'>;
  /** The version that is pinned. */
  checklist: LoadedChecklist;
  /** By that version, over what is pinned. */
  document: ScorecardDocument;
  /** What the document was computed from. */
  input: {
    facts: FactRecord[];
    attestations: Attestation[];
    waivers: Waiver[];
  };
  /** Those that stand. */
  signOffs: RecordedSignOff[];
  openItems: RecordedOpenItem[];
}): DecisionContent {
  const { decision, checklist, document, input } = options;
  const { id, version, title } = checklist.checklist;
  return {
    kind: 'decision',
    decision: { ...decision, verdict: document.verdict },
    checklist: {
      id,
      version,
      digest: checklist.digest,
      title,
      content: checklist.checklist,
    },
    document,
    facts: recordedFacts(document, input.facts),
    attestations: input.attestations,
    waivers: input.waivers,
    signOffs: options.signOffs,
    openItems: options.openItems,
    exceptions: decision.outcome === 'exception' ? document.blockers : [],
  };
}
