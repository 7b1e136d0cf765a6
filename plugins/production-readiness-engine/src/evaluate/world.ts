import type {
  Checklist,
  FactRecord,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { FactSlot, Program } from '../checklist/compile';
import { enterScope } from '../expression/scope';
import type { Scope } from '../expression/scope';
import { tooLarge } from './bounds';
import { compareText } from './causes';
import type { EntityInput, EvaluateInput } from './input';
import { Statements } from './statements';
import { targetsOf } from './targets';

/** An entity with what is known of it. */
export interface EntityState {
  input: EntityInput;
  isSubject: boolean;
  targets: string[];
  records: Map<string, FactRecord>;
  /** By slot, those that were read. */
  states: (FactState | undefined)[];
  /** What expressions see: filled with what was read. */
  context: Record<string, unknown>;
  /** Its own ref alone. */
  refs: readonly string[];
}

/** A fact is there, or it is missing for a reason; `holder` is whose it is. */
export type FactState = { holder: EntityState } & (
  | { value: JsonValue; record: FactRecord; missing?: undefined }
  | { missing: MissingFact; value?: undefined }
);

/** What is missing; who can end it depends on who asks. */
export interface MissingFact {
  cause:
    | 'not-connected'
    | 'never-run'
    | 'collector-failing'
    | 'expired'
    | 'waiting-for-report'
    | NonNullable<FactRecord['miss']>['cause'];
  message: string;
  source: string;
  entityRef: string;
  /** A report that nobody is declared to push. */
  unpushed?: true;
}

/** Everything that an evaluation reads, indexed once; and what it notes on the way. */
export class World {
  readonly now: number;
  readonly checklist: Checklist;
  readonly program: Program;
  readonly subject: EntityState;
  /** By ref; the subject among them. */
  readonly entities: EntityState[];
  readonly members: EntityState[];
  readonly inTarget = new Map<string, EntityState[]>();
  readonly statements: Statements;
  readonly warnings = new Set<string>();
  readonly conditionsBefore: ReadonlySet<string>;
  readonly conditionsNow = new Set<string>();
  private readonly inAnyOf = new Map<string, EntityState[]>();
  /** By target; what expressions see of its members. */
  private readonly contextsIn = new Map<string, Record<string, unknown>[]>();
  private readonly facts: readonly FactSlot[];
  private readonly byRef = new Map<string, EntityState>();
  /** By source; of each the messages by entity and fact, either of them or both. */
  private readonly unconnected = new Map<string, Map<string, string>>();
  private readonly scope: Scope;

  constructor(readonly input: EvaluateInput) {
    this.now = input.now;
    this.checklist = input.checklist.checklist;
    this.program = input.checklist.program;
    this.facts = this.program.facts;
    this.subject = this.stateOf(input.subject, true);
    this.members = input.members
      .filter(member => member.ref !== input.subject.ref)
      .map(member => this.stateOf(member, false))
      .sort(byRef);
    this.entities = [this.subject, ...this.members].sort(byRef);
    for (const entity of this.entities)
      this.byRef.set(entity.input.ref, entity);
    for (const target of Object.keys(this.checklist.targets)) {
      const members = this.entities.filter(entity =>
        entity.targets.includes(target),
      );
      this.inTarget.set(target, members);
      this.contextsIn.set(
        target,
        members.map(member => member.context),
      );
    }
    for (const record of input.facts) {
      const records = this.byRef.get(record.entityRef)?.records;
      const known = records?.get(record.fact);
      if (!known || isNewer(record, known)) records?.set(record.fact, record);
    }
    for (const { source, entityRef, fact, message } of input.notConnected) {
      const known = this.unconnected.get(source) ?? new Map();
      const place = placeOf(entityRef, fact);
      const other = known.get(place);
      if (other === undefined || message < other) known.set(place, message);
      this.unconnected.set(source, known);
    }
    this.statements = new Statements(input, at => this.changesAt(at));
    this.conditionsBefore = new Set(input.conditions);
    this.scope = {
      now: input.now,
      entity: input.subject,
      subject: input.subject,
      flipsAt: Infinity,
    };
  }

  /** Earliest moment at which something that was read changes by time alone. */
  get validUntil(): number | null {
    return Number.isFinite(this.scope.flipsAt) ? this.scope.flipsAt : null;
  }

  /** Notes that what was read changes at a moment; the past is over. */
  changesAt(at: number): void {
    if (at > this.now && at < this.scope.flipsAt) this.scope.flipsAt = at;
  }

  /** Runs something whose expressions see this world, and of it the entity that is entered. */
  within<T>(run: () => T): T {
    const before = enterScope(this.scope);
    try {
      return run();
    } finally {
      enterScope(before);
    }
  }

  /** Makes an entity the one that functions of expressions see. */
  enter(entity: EntityState): void {
    this.scope.entity = entity.input;
  }

  entity(ref: string): EntityState | undefined {
    return this.byRef.get(ref);
  }

  /** A fact of an entity, or why there is none. */
  fact(entity: EntityState, slot: number): FactState {
    const known = entity.states[slot];
    if (known) return known;
    const state =
      this.facts[slot].report === undefined
        ? this.readFact(entity, slot)
        : this.readReport(entity, slot);
    entity.states[slot] = state;
    return state;
  }

  /** The entities that are in any of some targets. */
  inTargets(targets: readonly string[]): readonly EntityState[] {
    if (targets.length === 1) return this.inTarget.get(targets[0]) ?? [];
    const key = targets.join();
    const known = this.inAnyOf.get(key);
    if (known) return known;
    const entities = this.entities.filter(entity =>
      targets.some(target => entity.targets.includes(target)),
    );
    this.inAnyOf.set(key, entities);
    return entities;
  }

  /** What expressions see of the members of a target. */
  contextsOf(target: string): Record<string, unknown>[] {
    return this.contextsIn.get(target) ?? [];
  }

  /** Whether a source cannot serve an entity, by configuration alone (semantics 4.2). */
  isUnconnected(slot: number, entity: EntityState): boolean {
    const { source, report } = this.facts[slot];
    if (!this.unconnected.has(source)) return false;
    const isOff = ({ input }: EntityState) =>
      this.notConnected(slot, input.ref) !== undefined;
    return isOff(entity) && (report === undefined || isOff(this.subject));
  }

  private notConnected(slot: number, entityRef: string): string | undefined {
    const { source, fact } = this.facts[slot];
    const known = this.unconnected.get(source);
    if (!known) return undefined;
    const message =
      known.get(placeOf(entityRef, undefined)) ??
      known.get(placeOf(undefined, undefined)) ??
      known.get(placeOf(entityRef, fact)) ??
      known.get(placeOf(undefined, fact));
    if (message === undefined) return undefined;
    const text = `${this.titleOf(source)}: not configured`;
    return message === '' || text.endsWith(message)
      ? text
      : `${text} (${message})`;
  }

  /** Source of a fact, as `notConnected` names it. */
  sourceOf(slot: number): string {
    return this.facts[slot].source;
  }

  /** Id of a fact. */
  factAt(slot: number): string {
    return this.facts[slot].fact;
  }

  isReport(slot: number): boolean {
    return this.facts[slot].report !== undefined;
  }

  reportTitle(slot: number): string {
    const type = this.facts[slot].report ?? '';
    return this.checklist.reports[type]?.title ?? type;
  }

  private titleOf(source: string): string {
    return this.checklist.sources[source]?.title ?? source;
  }

  /**
   * A member that was never reported of is spoken for by its subject's report.
   * One that expired stays its own: what was lost must not let another count.
   */
  private readReport(entity: EntityState, slot: number): FactState {
    const { subject } = this;
    const { fact } = this.facts[slot];
    const canBePushed = ({ input }: EntityState) =>
      this.notConnected(slot, input.ref) === undefined;
    const isOwn =
      entity.isSubject ||
      !canBePushed(subject) ||
      (canBePushed(entity) &&
        (entity.records.has(fact) || !subject.records.has(fact)));
    return isOwn ? this.readFact(entity, slot) : this.fact(subject, slot);
  }

  private readFact(holder: EntityState, slot: number): FactState {
    const { fact, source, report } = this.facts[slot];
    const entityRef = holder.input.ref;
    const missing = (
      cause: MissingFact['cause'],
      message: string,
    ): FactState => ({
      holder,
      missing: { cause, message, source, entityRef },
    });

    const unconnected = this.notConnected(slot, entityRef);
    const record = holder.records.get(fact);
    if (report !== undefined && (unconnected !== undefined || !record)) {
      const title = this.reportTitle(slot);
      const state = missing(
        'waiting-for-report',
        `waits for a report from the owner's CI: ${title}`,
      );
      if (unconnected !== undefined) state.missing!.unpushed = true;
      return state;
    }
    if (unconnected !== undefined) return missing('not-connected', unconnected);
    if (!record) return missing('never-run', `${fact} was never collected`);
    const { value, miss, error } = record;
    if (value === undefined && !miss) {
      if (error?.cause) return missing(error.cause, error.message);
      return missing(
        'collector-failing',
        `${fact}: ${error?.message ?? 'nothing was collected'}`,
      );
    }
    const expiresAt = Date.parse(record.expiresAt);
    // A date that cannot be read must not let a fact count for ever.
    if (!(this.now < expiresAt)) {
      if (error?.cause) return missing(error.cause, error.message);
      const reason = error ? `: ${error.message}` : '';
      return missing('expired', `${fact} is too old to count${reason}`);
    }
    this.changesAt(expiresAt);
    if (miss) return missing(miss.cause, miss.message);
    const bound = tooLarge(value!);
    if (bound !== undefined) {
      this.warnings.add(`${fact} of ${entityRef} ${bound}`);
      return missing('check-error', `${fact} ${bound}`);
    }
    return { holder, value: value!, record };
  }

  private stateOf(input: EntityInput, isSubject: boolean): EntityState {
    const entity = { name: input.name, kind: input.kind, type: input.type };
    return {
      input,
      isSubject,
      targets: targetsOf(this.checklist, input, isSubject),
      records: new Map(),
      states: [],
      context: {
        param: this.checklist.params,
        entity,
        subjectEntity: isSubject ? entity : this.subject.context.entity,
      },
      refs: [input.ref],
    };
  }
}

/** Key of what is said of an entity, a fact, both or neither. */
function placeOf(
  entityRef: string | undefined,
  fact: string | undefined,
): string {
  return `${entityRef ?? ''}|${fact ?? ''}`;
}

function byRef(a: EntityState, b: EntityState): number {
  return compareText(a.input.ref, b.input.ref);
}

/** One source per fact and entity; should there be two records, the newest counts. */
export function newestRecords(facts: readonly FactRecord[]): FactRecord[] {
  const newest = new Map<string, FactRecord>();
  for (const record of facts) {
    const key = `${record.entityRef}\n${record.fact}`;
    const known = newest.get(key);
    if (!known || isNewer(record, known)) newest.set(key, record);
  }
  return [...newest.values()];
}

function isNewer(a: FactRecord, b: FactRecord): boolean {
  const byTime = compareText(a.collectedAt, b.collectedAt);
  return byTime > 0 || (byTime === 0 && compareText(a.hash, b.hash) > 0);
}
