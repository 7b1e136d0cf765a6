import type {
  EntityInput,
  EvaluateInput,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Knex } from 'knex';
import type { LoadedChecklist } from '../checklists/types';
import { withReleases } from '../runs/releases';
import { releasesUnderReview } from '../runs/releasesUnderReview';
import { withReports } from '../runs/withReports';
import type {
  EvaluationInputSource,
  MemberRow,
  Store,
  SubjectKey,
} from '../store/types';

/** A subject as it is stored, ready to be judged without asking the catalog. */
export interface StoredInput {
  input: EvaluateInput;
  /** The subject first. */
  members: MemberRow[];
}

/**
 * What an evaluation of a subject would read of the store now; undefined before
 * its first run. Which sources are not connected it does not know: it is for
 * what people are asked and shown, never for a verdict.
 */
export async function readStoredInput(
  key: SubjectKey,
  options: {
    store: Store;
    inputs: EvaluationInputSource;
    checklist: LoadedChecklist;
    now: Date;
    tx?: Knex;
  },
): Promise<StoredInput | undefined> {
  const { store, inputs, checklist, now, tx = store.knex } = options;
  const members = await store.members.list(key, tx);
  const [subject] = members;
  if (!subject?.isSubject) return undefined;
  const facts = await store.facts.listForSubject(key, tx);
  const { entities } = withReleases(members.map(toEntityInput), {
    facts,
    now,
    pinned: await releasesUnderReview(store.reviews, key, tx),
  });
  const read = await inputs.read(
    key,
    {
      checklist,
      now,
      entities: members.map(({ targets, requests }, index) => ({
        input: entities[index],
        targets,
        wanted: Object.keys(requests),
      })),
    },
    tx,
  );
  const row = await store.subjects.get(key, tx);
  return {
    members,
    input: {
      checklist: checklist.compiled,
      now: now.getTime(),
      subject: entities[0],
      members: entities.slice(1),
      ...withReports(
        { facts, notConnected: [] },
        { inputs: read, entityRefs: entities.map(({ ref }) => ref) },
      ),
      attestations: read.attestations,
      waivers: read.waivers,
      conditions: row?.conditions ?? [],
    },
  };
}

export function toEntityInput(member: MemberRow): EntityInput {
  const { entityRef: ref, catalogKind: kind, name, type, annotations } = member;
  return { ref, kind, name, type, annotations };
}
