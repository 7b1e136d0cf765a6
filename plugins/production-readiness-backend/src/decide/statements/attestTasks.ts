import type {
  AttestationTask,
  AttestationView,
  CriterionResult,
  GateRow,
  LeafResult,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  attestables,
  boundToEach,
  type Attestable,
  type BoundTo,
  type CompiledChecklist,
  type EvaluateInput,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import {
  attestationState,
  type StoredAttestation,
} from '../../store/peopleTypes';
import type { MemberRow } from '../../store/types';

/** From so long before its end on a statement is to be renewed. */
export const ENDS_SOON_MS = 14 * 24 * 60 * 60 * 1000;

export type TaskWithoutMay = Omit<AttestationTask, 'may'>;

/** What is stored of a launch unit that tasks are made of. */
export interface TaskSources {
  checklist: CompiledChecklist;
  input: EvaluateInput;
  /** The subject first. */
  members: MemberRow[];
  document: ScorecardDocument | undefined;
  newest: StoredAttestation[];
  /** Whether the launch is recorded: before it nobody states what comes after. */
  launched: boolean;
  now: Date;
}

/** On which entities something is stated, of those that are there. */
export function placesOf(
  attestable: Attestable,
  members: readonly MemberRow[],
): MemberRow[] {
  const { kind, targets, ofSubject } = attestable;
  if (kind === 'row' || kind === 'post-launch' || kind === 'document') {
    return members.filter(member => member.isSubject);
  }
  return members.filter(
    member =>
      (ofSubject && member.isSubject) ||
      member.targets.some(target => targets.includes(target)),
  );
}

const RANK: Record<AttestationTask['state'], number> = {
  missing: 0,
  expired: 0,
  lapsed: 0,
  expiring: 1,
  current: 2,
  'not-wanted': 3,
};

/** A leaf that asks for a statement, and what it stands in. */
interface Asked {
  leaf: LeafResult;
  about: string;
  entityRef: string;
  /** Whether what it stands in is not known without it. */
  open: boolean;
}

/** The leaves of a stored scorecard that ask people. */
class AttestLeaves {
  private readonly asked: Asked[];

  constructor(private readonly document: ScorecardDocument | undefined) {
    this.asked = document ? [...ofCriteria(document), ...ofRows(document)] : [];
  }

  /** Whether something waits for the statement; before the first run nothing is known to. */
  isWanted({ about, role }: Attestable, entityRef: string): boolean {
    return this.asked.some(
      one =>
        one.about === about &&
        one.leaf.role === role &&
        (one.entityRef === entityRef || about.startsWith('document:')) &&
        one.open &&
        one.leaf.counted &&
        one.leaf.truth === 'unknown',
    );
  }

  /** The leaf that a statement was looked at by. */
  resting(attestation: string): LeafResult | undefined {
    return this.asked.find(({ leaf }) => leaf.attestation === attestation)
      ?.leaf;
  }

  conditionIsOpen(criterion: string, entityRef: string): boolean {
    return criteriaOf(this.document)
      .filter(({ id }) => id === criterion)
      .flatMap(({ entities }) => entities)
      .some(
        result =>
          result.entityRef === entityRef &&
          result.rawStatus === 'unknown' &&
          // Nothing was proven: whether it applies is what is not known.
          result.leaves.length === 0,
      );
  }
}

/** What people are asked to state; what is waited for first. */
export function attestTasks(sources: TaskSources): TaskWithoutMay[] {
  const { checklist, input, members, launched } = sources;
  const asked = attestables(checklist)
    .filter(({ kind }) => launched || kind !== 'post-launch')
    .flatMap(attestable =>
      placesOf(attestable, members).map(({ entityRef }) => ({
        attestable,
        entityRef,
      })),
    );
  const bound = boundToEach(
    input,
    asked.map(({ attestable: { about, role }, entityRef }) => ({
      about,
      role,
      entityRef,
    })),
  );
  const leaves = new AttestLeaves(sources.document);
  return asked
    .map(({ attestable, entityRef }, index) =>
      toTask(attestable, { entityRef, bound: bound[index], leaves, sources }),
    )
    .sort((a, b) => RANK[a.state] - RANK[b.state]);
}

function toTask(
  attestable: Attestable,
  context: {
    entityRef: string;
    bound: BoundTo | undefined;
    leaves: AttestLeaves;
    sources: TaskSources;
  },
): TaskWithoutMay {
  const { about, kind, role, title, item, statement, validFor } = attestable;
  const { entityRef, bound, leaves, sources } = context;
  const newest = sources.newest.find(
    said =>
      said.about === about &&
      said.entityRef === entityRef &&
      said.role === role &&
      (said.statement === 'not-in-use') === (kind === 'condition'),
  );
  const { state, changed } = stateOf(attestable, {
    entityRef,
    newest,
    leaves,
    sources,
  });
  return {
    about,
    kind,
    entityRef,
    role,
    title,
    ...(item === undefined ? {} : { item }),
    statement,
    validFor,
    ...(bound === undefined || kind === 'condition'
      ? {}
      : { boundTo: shownBound(bound) }),
    state,
    ...(newest ? { newest: toAttestationView(newest, sources.now) } : {}),
    changed,
  };
}

function shownBound(bound: BoundTo): NonNullable<AttestationTask['boundTo']> {
  if ('unknown' in bound) return bound;
  const { what, value } = bound;
  return { what, ...(value === undefined ? {} : { value }) };
}

function stateOf(
  attestable: Attestable,
  context: {
    entityRef: string;
    newest: StoredAttestation | undefined;
    leaves: AttestLeaves;
    sources: TaskSources;
  },
): Pick<AttestationTask, 'state' | 'changed'> {
  const { entityRef, newest, leaves, sources } = context;
  const wanted =
    attestable.kind === 'condition'
      ? leaves.conditionIsOpen(attestable.about, entityRef)
      : attestable.kind === 'post-launch' ||
        leaves.isWanted(attestable, entityRef);
  const standing = newest && attestationState(newest, sources.now);
  if (!newest || standing === 'withdrawn' || standing === 'superseded') {
    return { state: wanted ? 'missing' : 'not-wanted', changed: [] };
  }
  if (standing === 'expired') {
    return { state: wanted ? 'expired' : 'not-wanted', changed: [] };
  }
  const leaf = leaves.resting(newest.id);
  if (leaf?.truth === 'unknown') {
    // It lasts by its own end: it is the checklist, or what it is bound to, that says otherwise.
    return {
      state: leaf.cause === 'expired' ? 'expired' : 'lapsed',
      changed: leaf.message === undefined ? [] : [leaf.message],
    };
  }
  const left = Date.parse(newest.expiresAt) - sources.now.getTime();
  return { state: left < ENDS_SOON_MS ? 'expiring' : 'current', changed: [] };
}

export function toAttestationView(
  { superseded, withdrawn, ...attestation }: StoredAttestation,
  now: Date,
): AttestationView {
  return {
    ...attestation,
    state: attestationState({ ...attestation, superseded, withdrawn }, now),
    ...(withdrawn ? { withdrawn } : {}),
  };
}

function criteriaOf(
  document: ScorecardDocument | undefined,
): CriterionResult[] {
  return (document?.items ?? []).flatMap(item => item.criteria);
}

function ofCriteria(document: ScorecardDocument): Asked[] {
  return criteriaOf(document).flatMap(({ id, entities }) =>
    entities.flatMap(({ entityRef, rawStatus, leaves }) =>
      attestLeavesOf(leaves).map(leaf => ({
        leaf,
        about: leaf.about ?? id,
        entityRef,
        open: rawStatus === 'unknown' || rawStatus === 'fail',
      })),
    ),
  );
}

function ofRows(document: ScorecardDocument): Asked[] {
  const rows: GateRow[] = [
    ...document.critical,
    ...document.go,
    ...document.noGo,
  ];
  return rows.flatMap(row =>
    attestLeavesOf(row.leaves).map(leaf => ({
      leaf,
      about: leaf.about ?? row.id,
      entityRef: document.subjectRef,
      open: row.truth === 'unknown' || row.truth === 'false',
    })),
  );
}

function attestLeavesOf(leaves: readonly LeafResult[]): LeafResult[] {
  return leaves.filter(({ kind }) => kind === 'attest');
}
