import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledAttest, CompiledTree } from '../checklist/compileTree';
import { canonicalJson } from '../checklist/digest';
import type { EvaluateInput } from '../evaluate/input';
import {
  boundFact,
  documentHash,
  documentRecords,
} from '../evaluate/nodes/bound';
import type { Asking } from '../evaluate/runExpression';
import type { EntityState } from '../evaluate/world';
import { World } from '../evaluate/world';

/** A statement that somebody is about to make. @public */
export interface AskedStatement {
  about: string;
  entityRef: string;
  role: string;
}

/**
 * What a statement is bound to: `what` for people, `fact` and `hash` for the
 * statement to carry. Or why that is not known now: a statement bound to a fact
 * cannot count then; one about a document counts unbound, as long as its time.
 *
 * @public
 */
export type BoundTo =
  | {
      what: string;
      fact: string;
      hash: string;
      /** Absent where it is too large to be shown. */
      value?: JsonValue;
    }
  | { what: string; unknown: string };

/** Longer than a set of names that people compare. */
const MAX_SHOWN = 2_000;

/**
 * What a statement has to carry in `boundTo`, so that it counts until that
 * changes; undefined where it is bound to nothing.
 *
 * @public
 */
export function boundTo(
  input: EvaluateInput,
  asked: AskedStatement,
): BoundTo | undefined {
  return boundToEach(input, [asked])[0];
}

/**
 * The same of many statements, in their order.
 *
 * @public
 */
export function boundToEach(
  input: EvaluateInput,
  asked: readonly AskedStatement[],
): (BoundTo | undefined)[] {
  const world = new World(input);
  const places = placesIn(world);
  return world.within(() =>
    asked.map(one => {
      const entity = world.entity(one.entityRef);
      return entity && boundOn(world, entity, { ...one, places });
    }),
  );
}

/** An attest leaf, and on whom it is asked. */
interface Place {
  leaf: CompiledAttest;
  /** What a statement that counts there is about. */
  about: string;
  asker: { about: string; role: string };
  concerns: (entity: EntityState) => boolean;
}

function boundOn(
  world: World,
  entity: EntityState,
  { about, role, places }: AskedStatement & { places: readonly Place[] },
): BoundTo | undefined {
  const found = places
    .filter(
      place =>
        place.about === about &&
        place.leaf.leaf.role === role &&
        place.concerns(entity),
    )
    .map(({ leaf, asker }) => boundBy(world, leaf, { ...asker, entity }));
  // A statement carries one thing: where several leaves ask, the first that is bound.
  return found.find(bound => bound !== undefined);
}

function boundBy(
  world: World,
  { leaf, boundTo: expression }: CompiledAttest,
  asking: Asking,
): BoundTo | undefined {
  if (expression) {
    const what = expression.source;
    const bound = boundFact(world, expression, asking);
    return 'unknown' in bound
      ? { what, unknown: bound.unknown.message }
      : { what, fact: bound.fact, hash: bound.hash, ...shown(bound.value) };
  }
  return leaf.document === undefined
    ? undefined
    : boundToDocument(world, leaf.document, asking.entity);
}

function boundToDocument(
  world: World,
  document: string,
  entity: EntityState,
): BoundTo {
  const what = world.checklist.documents[document]?.title ?? document;
  const records = documentRecords(world, document, entity).map(
    ({ record }) => record,
  );
  const read = records.find(record => documentHash(record) !== undefined);
  if (read) {
    const value = pathOf(read.value);
    return {
      what,
      fact: read.fact,
      hash: documentHash(read)!,
      ...(value !== undefined && { value }),
    };
  }
  const miss = records.find(record => record.miss)?.miss;
  return { what, unknown: miss?.message ?? `${what} was not read` };
}

function pathOf(value: JsonValue | undefined): string | undefined {
  const isObject = value !== null && typeof value === 'object';
  if (!isObject || Array.isArray(value)) return undefined;
  return typeof value.path === 'string' ? value.path : undefined;
}

function shown(value: JsonValue): { value?: JsonValue } {
  return canonicalJson(value).length > MAX_SHOWN ? {} : { value };
}

/** Every attest leaf of a checklist, with whose statements it looks for. */
function placesIn({ program, subject }: World): Place[] {
  const { items, critical, go, noGo, postLaunch } = program;
  const ofRow = (about: string, role: string, tree: CompiledTree) =>
    attestLeaves(tree).map(leaf =>
      placeOf(leaf, { about, role }, entity => entity === subject),
    );
  return [
    ...items.flatMap(({ item, criteria }) =>
      criteria.flatMap(({ criterion, verify }) =>
        attestLeaves(verify).map(leaf =>
          placeOf(
            leaf,
            { about: criterion.id, role: criterion.role ?? item.role },
            entity =>
              // A document is vouched for on the subject too.
              (entity === subject && leaf.leaf.document !== undefined) ||
              criterion.for.some(target => entity.targets.includes(target)),
          ),
        ),
      ),
    ),
    ...[...critical, ...go, ...noGo].flatMap(({ rule, verify }) =>
      ofRow(rule.id, 'owner', verify),
    ),
    ...postLaunch
      .flatMap(window => window.checks)
      .flatMap(({ check, verify }) => ofRow(check.id, check.role, verify)),
  ];
}

function placeOf(
  leaf: CompiledAttest,
  asker: Place['asker'],
  concerns: Place['concerns'],
): Place {
  const { document, about } = leaf.leaf;
  return {
    leaf,
    about:
      document === undefined ? about ?? asker.about : `document:${document}`,
    asker,
    concerns,
  };
}

function attestLeaves(tree: CompiledTree): CompiledAttest[] {
  switch (tree.kind) {
    case 'attest':
      return [tree];
    case 'allOf':
    case 'anyOf':
    case 'substitute':
    case 'atLeast':
      return tree.of.flatMap(attestLeaves);
    case 'not':
      return attestLeaves(tree.of);
    default:
      return [];
  }
}
