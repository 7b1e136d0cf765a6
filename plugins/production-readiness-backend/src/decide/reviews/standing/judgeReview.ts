import type { Attestation } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  comparePinned,
  evaluate,
  evaluatePostLaunch,
  signOffContents,
  targetsOf,
  type EvaluateInput,
  type PostLaunchResult,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { LoadedChecklist } from '../../../checklists/types';
import type { ResolvedSubject } from '../../../runs/resolveSubject';
import type { Standing, StoredReview } from '../../../store/reviewTypes';
import type { StoredFact } from '../../../store/types';
import type { CheckResult } from '../postLaunch/settleCheck';
import { pinnedNow } from '../pinned';
import { deploySeen, liveDrift, liveReleases } from '../release';
import { gateFacts } from './gateFacts';

/** What a review came to by one evaluation. */
export interface JudgedReview {
  standing: Standing;
  /** By id; empty before the launch. */
  checks: ReadonlyMap<string, CheckResult>;
  /** ISO 8601: when it may change by time alone; null: never. */
  validUntil: string | null;
}

/** Judges what is pinned, and says where that is not what is there. Pure. */
export function judgeReview(options: {
  review: StoredReview;
  checklist: LoadedChecklist;
  /** As pinned. */
  input: EvaluateInput;
  /** What was collected of it. */
  facts: StoredFact[];
  /** As the catalog has it now. */
  resolved: ResolvedSubject;
}): JudgedReview {
  const { review, checklist, input, facts, resolved } = options;
  const { pinned, decision, launch } = review;
  const { document, validUntil, conditions } = evaluate(input);
  const now = new Date(input.now).toISOString();
  const live = liveReleases(facts.filter(({ expiresAt }) => expiresAt > now));
  const deploy = deploySeen(pinned.releases, live);
  const after =
    launch && evaluatePostLaunch({ ...input, launchedAt: launch.at });
  return {
    standing: {
      document,
      contents: signOffContents({ input, pinned }),
      drift: driftOf(review, checklist, resolved),
      live: liveDrift(pinned.releases, live),
      facts: gateFacts(document, facts),
      // What was live before the decision is not what it lets go live.
      deploySeen:
        deploy && decision && Date.parse(deploy.at) >= Date.parse(decision.at)
          ? deploy
          : null,
      conditions,
    },
    checks: new Map(
      (after?.checks ?? []).map(check => [
        check.id,
        toCheckResult(check, input.attestations),
      ]),
    ),
    validUntil: earliest(validUntil, after?.validUntil ?? null),
  };
}

/** Another version that came into force is none: a review is about its own. */
function driftOf(
  { pinned }: StoredReview,
  checklist: LoadedChecklist,
  { subject, members }: ResolvedSubject,
): string[] {
  const current = [subject, ...members].map(({ input }) => ({
    entityRef: input.ref,
    annotations: input.annotations,
    targets: targetsOf(checklist.checklist, input, input === subject.input),
  }));
  return comparePinned(pinned, pinnedNow(checklist, current, pinned.releases));
}

function toCheckResult(
  { truth, message, waitsForPerson, leaves }: PostLaunchResult,
  attestations: readonly Attestation[],
): CheckResult {
  const said = leaves.flatMap(({ counted, attestation }) =>
    counted && attestation !== undefined
      ? attestations.filter(({ id }) => id === attestation)
      : [],
  );
  return {
    truth,
    ...(message === undefined ? {} : { message }),
    waitsForPerson,
    saidAt:
      said
        .map(({ at }) => at)
        .sort()
        .pop() ?? null,
  };
}

function earliest(...times: (number | null)[]): string | null {
  const known = times.filter(time => time !== null);
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}
