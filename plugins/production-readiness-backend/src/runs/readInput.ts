import {
  targetsOf,
  type EntityInput,
  type EvaluateInput,
  type NotConnected,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Knex } from 'knex';
import type { LoadedChecklist } from '../checklists/types';
import type {
  EvaluationInputSource,
  StoredFact,
  SubjectKey,
} from '../store/types';
import type { PlannedFact } from './planCollection';
import { withReports } from './withReports';

/** What of a subject is known before people's statements and reports are read. */
export interface InputParts {
  checklist: LoadedChecklist;
  /** The subject first, each with the release that is judged. */
  entities: EntityInput[];
  plan: PlannedFact[];
  facts: StoredFact[];
  notConnected: NotConnected[];
  conditions: string[];
}

/** What an evaluation depends on, with what people state and CI reports, in the caller's transaction. */
export async function readInput(
  key: SubjectKey,
  parts: InputParts,
  { inputs, now, tx }: { inputs: EvaluationInputSource; now: Date; tx: Knex },
): Promise<EvaluateInput> {
  const { checklist, entities, plan, facts, notConnected } = parts;
  const read = await inputs.read(
    key,
    {
      checklist,
      now,
      entities: entities.map((input, index) => ({
        input,
        targets: targetsOf(checklist.checklist, input, index === 0),
        wanted: plan
          .filter(({ entityRef }) => entityRef === input.ref)
          .map(({ fact }) => fact),
      })),
    },
    tx,
  );
  const [subject, ...members] = entities;
  return {
    checklist: checklist.compiled,
    now: now.getTime(),
    subject,
    members,
    ...withReports(
      { facts, notConnected },
      { inputs: read, entityRefs: entities.map(({ ref }) => ref) },
    ),
    attestations: read.attestations,
    waivers: read.waivers,
    conditions: parts.conditions,
  };
}
