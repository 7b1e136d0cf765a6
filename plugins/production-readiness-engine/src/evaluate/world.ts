import type {
  Checklist,
  FactRecord,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Program } from '../checklist/compile';
import { enterScope } from '../expression/scope';
import type { Scope } from '../expression/scope';
import { collectorOf, REPORT_COLLECTOR } from '../expression/vocabulary';
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
  states: Map<string, FactState>;
  /** What expressions see as `entity`. */
  view: { name: string; kind: string; type: string | null };
}

/** A fact is there, or it is missing for a reason; `holder` is whose it is. */
export type FactState = { holder: EntityState } & (
  | { value: JsonValue; record: FactRecord; missing?: undefined }
  | { missing: MissingFact }
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
  private readonly byRef = new Map<string, EntityState>();
  private readonly unconnected = new Map<
    string,
    Map<string | undefined, string>
  >();
  private readonly scope: Scope;

  constructor(readonly input: EvaluateInput) {
    this.now = input.now;
    this.checklist = input.checklist.checklist;
    this.program = input.checklist.program;
    this.subject = this.stateOf(input.subject, true);
    this.members = input.members
      .filter(member => member.ref !== input.subject.ref)
      .map(member => this.stateOf(member, false))
      .sort(byRef);
    this.entities = [this.subject, ...this.members].sort(byRef);
    for (const entity of this.entities)
      this.byRef.set(entity.input.ref, entity);
    for (const target of Object.keys(this.checklist.targets)) {
      this.inTarget.set(
        target,
        this.entities.filter(entity => entity.targets.includes(target)),
      );
    }
    for (const record of newestRecords(input.facts)) {
      this.byRef.get(record.entityRef)?.records.set(record.fact, record);
    }
    for (const { source, entityRef, message } of input.notConnected) {
      const known = this.unconnected.get(source) ?? new Map();
      const other = known.get(entityRef);
      if (other === undefined || message < other) known.set(entityRef, message);
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

  /** Runs something whose functions see an entity. */
  within<T>(entity: EntityState, run: () => T): T {
    this.scope.entity = entity.input;
    const before = enterScope(this.scope);
    try {
      return run();
    } finally {
      enterScope(before);
    }
  }

  entity(ref: string): EntityState | undefined {
    return this.byRef.get(ref);
  }

  /** A fact of an entity, or why there is none. */
  fact(entity: EntityState, fact: string): FactState {
    const known = entity.states.get(fact);
    if (known) return known;
    const source = World.sourceOf(fact);
    const state = isReport(source)
      ? this.readReport(entity, fact, source)
      : this.readFact(entity, fact, source);
    entity.states.set(fact, state);
    return state;
  }

  /** Whether a source cannot serve an entity, by configuration alone (semantics 4.2). */
  isUnconnected(source: string, entity: EntityState): boolean {
    const isOff = ({ input }: EntityState) =>
      this.notConnected(source, input.ref) !== undefined;
    return isOff(entity) && (!isReport(source) || isOff(this.subject));
  }

  private notConnected(source: string, entityRef: string): string | undefined {
    const known = this.unconnected.get(source);
    if (!known) return undefined;
    const message = known.get(entityRef) ?? known.get(undefined);
    if (message === undefined) return undefined;
    const text = `${this.titleOf(source)}: not configured`;
    return message === '' || text.endsWith(message)
      ? text
      : `${text} (${message})`;
  }

  /** Source of a fact, as `notConnected` names it. */
  static sourceOf(fact: string): string {
    const collector = collectorOf(fact);
    return collector === REPORT_COLLECTOR
      ? `${REPORT_COLLECTOR}:${fact.slice(REPORT_COLLECTOR.length + 1)}`
      : collector;
  }

  private titleOf(source: string): string {
    const { sources, reports } = this.checklist;
    if (isReport(source)) {
      const type = source.slice(REPORT_COLLECTOR.length + 1);
      return reports[type]?.title ?? type;
    }
    return sources[source]?.title ?? source;
  }

  /**
   * A member that was never reported of is spoken for by its subject's report.
   * One that expired stays its own: what was lost must not let another count.
   */
  private readReport(
    entity: EntityState,
    fact: string,
    source: string,
  ): FactState {
    const canBePushed = ({ input }: EntityState) =>
      this.notConnected(source, input.ref) === undefined;
    const { subject } = this;
    const isOwn =
      entity.isSubject ||
      !canBePushed(subject) ||
      (canBePushed(entity) &&
        (entity.records.has(fact) || !subject.records.has(fact)));
    return isOwn
      ? this.readFact(entity, fact, source)
      : this.fact(subject, fact);
  }

  private readFact(
    entity: EntityState,
    fact: string,
    source: string,
  ): FactState {
    const entityRef = entity.input.ref;
    const missing = (
      cause: MissingFact['cause'],
      message: string,
    ): FactState => ({
      holder: entity,
      missing: { cause, message, source, entityRef },
    });

    const unconnected = this.notConnected(source, entityRef);
    const record = entity.records.get(fact);
    if (isReport(source) && (unconnected !== undefined || !record)) {
      const state = missing(
        'waiting-for-report',
        `waits for a report from the owner's CI: ${this.titleOf(source)}`,
      );
      if (unconnected !== undefined) state.missing!.unpushed = true;
      return state;
    }
    if (unconnected !== undefined) return missing('not-connected', unconnected);
    if (!record) return missing('never-run', `${fact} was never collected`);
    if (record.value === undefined && !record.miss) {
      return missing(
        'collector-failing',
        `${fact}: ${record.error?.message ?? 'nothing was collected'}`,
      );
    }
    const expiresAt = Date.parse(record.expiresAt);
    // A date that cannot be read must not let a fact count for ever.
    if (!(this.now < expiresAt)) {
      const reason = record.error ? `: ${record.error.message}` : '';
      return missing('expired', `${fact} is too old to count${reason}`);
    }
    this.changesAt(expiresAt);
    if (record.miss) return missing(record.miss.cause, record.miss.message);
    const bound = tooLarge(record.value!);
    if (bound !== undefined) {
      this.warnings.add(`${fact} of ${entityRef} ${bound}`);
      return missing('check-error', `${fact} ${bound}`);
    }
    return { holder: entity, value: record.value!, record };
  }

  private stateOf(input: EntityInput, isSubject: boolean): EntityState {
    return {
      input,
      isSubject,
      targets: targetsOf(this.checklist, input, isSubject),
      records: new Map(),
      states: new Map(),
      view: { name: input.name, kind: input.kind, type: input.type },
    };
  }
}

function isReport(source: string): boolean {
  return source.startsWith(`${REPORT_COLLECTOR}:`);
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
