import type {
  FactRecord,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledAttest } from '../../checklist/compileTree';
import { digestOf } from '../../checklist/digest';
import type { Unknown } from '../causes';
import { runValue } from '../runExpression';
import type { Asking } from '../runExpression';
import type { EntityState, World } from '../world';

/** What a statement that is bound to an expression is about, as it stands now. */
export interface BoundFact {
  /** Id of the fact; the expression itself where it is more than one place in one. */
  fact: string;
  hash: string;
  value: JsonValue;
}

/**
 * What a statement bound to an expression has to carry: the hash of the fact
 * where the expression is a whole fact, else that of the value.
 */
export function boundFact(
  world: World,
  boundTo: NonNullable<CompiledAttest['boundTo']>,
  asking: Asking,
): BoundFact | { unknown: Unknown } {
  const result = runValue(world, boundTo, asking);
  if ('unknown' in result) return result;
  const { value } = result;
  const { path, source } = boundTo;
  if (!path) return { fact: source, hash: digestOf(value), value };
  const state = world.fact(asking.entity, path.slot);
  const isWhole = path.path.length === 0 && state.missing === undefined;
  return {
    fact: world.factAt(path.slot),
    hash: isWhole ? state.record.hash : digestOf(value),
    value,
  };
}

/** A fact that may hold a document, or speak of it. */
interface DocumentRecord {
  entity: EntityState;
  record: FactRecord;
}

/** Facts of an entity and of its subject that read a document and still count; `also` names others that may. */
export function documentRecords(
  world: World,
  document: string,
  entity: EntityState,
  also: readonly string[] = [],
): DocumentRecord[] {
  const facts = new Set([
    ...also,
    ...(world.program.documentFacts.get(document) ?? []),
  ]);
  const holders = new Set([entity, world.subject]);
  return [...holders].flatMap(holder =>
    [...facts].flatMap(fact => {
      const record = holder.records.get(fact);
      const counts =
        record && world.statements.lasts(Date.parse(record.expiresAt));
      return counts ? [{ entity: holder, record }] : [];
    }),
  );
}

/** Hash of a document's content, as the collector `doc` gives it. */
export function documentHash({ value }: FactRecord): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  return typeof value.hash === 'string' ? value.hash : undefined;
}
