import type { EntityInput } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type {
  ChecklistSummary,
  RunView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ChecklistService, LoadedChecklist } from '../checklists/types';
import type { RunService } from '../runs/types';
import { withReleases } from '../runs/releases';
import { releasesUnderReview } from '../runs/releasesUnderReview';
import { withReports } from '../runs/withReports';
import type {
  EvaluationInputSource,
  MemberRow,
  Store,
  StoredFact,
  SubjectRow,
} from '../store/types';
import { brokenChecklistSentence } from './brokenChecklist';
import type { FoundScorecard } from './findScorecard';
import type { ScorecardParts } from './scorecardView';

/** The part that is quick to read, and tells whether the rest has changed. */
export interface ScorecardState {
  subject: SubjectRow | undefined;
  run: RunView | undefined;
  inForce: LoadedChecklist[];
  broken: ChecklistSummary['broken'];
  /** Digest of the facts, that changes with their times too. */
  facts: string;
}

/** Reads what an answer about one scorecard is put together from. */
export interface PartsReader {
  readState(found: FoundScorecard): Promise<ScorecardState>;
  read(found: FoundScorecard, state: ScorecardState): Promise<ScorecardParts>;
}

export function createPartsReader(options: {
  store: Store;
  checklists: ChecklistService;
  runs: RunService;
  inputs: EvaluationInputSource;
  now: () => Date;
}): PartsReader {
  const { store, checklists, runs, inputs, now } = options;

  async function versionOf(
    id: string,
    digest: string,
  ): Promise<LoadedChecklist> {
    const version = await checklists.getVersion(id, digest);
    if (!version) {
      throw new Error(`Version ${digest} of checklist '${id}' is not stored`);
    }
    return version;
  }

  /** What was collected and what reports say, as an evaluation would read it now. */
  async function withReported(
    facts: StoredFact[],
    { found, loaded }: { found: FoundScorecard; loaded: LoadedChecklist },
  ): Promise<StoredFact[]> {
    const at = now();
    const { entities } = withReleases(found.members.map(inputOf), {
      facts,
      now: at,
      pinned: await releasesUnderReview(store.reviews, found.key),
    });
    const read = await inputs.read(
      found.key,
      {
        checklist: loaded,
        now: at,
        entities: found.members.map(({ targets, requests }, index) => ({
          input: entities[index],
          targets,
          wanted: Object.keys(requests),
        })),
      },
      store.knex,
    );
    return withReports(
      { facts, notConnected: [] },
      { inputs: read, entityRefs: [] },
    ).facts;
  }

  return {
    async readState({ key }) {
      const [subject, run, inForce, broken, facts] = await Promise.all([
        store.subjects.get(key),
        runs.latest(key),
        checklists.listLoaded(),
        checklists.brokenOf(key.checklistId),
        store.facts.stateForSubject(key, now()),
      ]);
      return { subject, run, inForce, broken, facts };
    },
    async read(found, { subject, run, inForce, broken }) {
      const { key } = found;
      const [projection, facts] = await Promise.all([
        store.scorecards.get(key),
        store.facts.listForSubject(key),
      ]);
      const loaded = await versionOf(
        key.checklistId,
        projection?.digest ?? found.row.digest,
      );
      return {
        found,
        loaded,
        subject,
        document: projection?.document,
        facts: await withReported(facts, { found, loaded }),
        run,
        titles: Object.fromEntries(
          inForce.map(({ checklist }) => [checklist.id, checklist.title]),
        ),
        brokenChecklist: brokenChecklistSentence(
          broken,
          inForce.find(({ checklist }) => checklist.id === key.checklistId)
            ?.checklist.version ?? '',
        ),
        now: now(),
      };
    },
  };
}

function inputOf(member: MemberRow): EntityInput {
  const { entityRef: ref, catalogKind: kind, name, type, annotations } = member;
  return { ref, kind, name, type, annotations };
}
