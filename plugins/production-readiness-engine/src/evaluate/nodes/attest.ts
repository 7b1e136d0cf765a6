import type { Attestation } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledAttest } from '../../checklist/compileTree';
import { compareText } from '../causes';
import type { Unknown } from '../causes';
import { leafProof, machineView, NONE } from '../proof';
import type { LeafShown, Proof, TreeContext } from '../proof';
import type { World } from '../world';
import { boundFact, documentHash, documentRecords } from './bound';

const NO_MACHINE = machineView('not-applicable', NONE, false);

/** A person's statement: the newest of the role, while it lasts and what it is bound to stays. */
export function proveAttest(
  world: World,
  tree: CompiledAttest,
  context: TreeContext,
): Proof {
  const { role, statement: asked, about, document } = tree.leaf;
  const statement = newestStatement(world, tree, context);
  const shown: LeafShown = {
    kind: 'attest',
    truth: 'unknown',
    counted: true,
    strength: 'attested',
    role,
  };
  if (asked !== undefined) shown.expected = asked;
  if (document !== undefined) shown.about = `document:${document}`;
  else if (about !== undefined) shown.about = about;
  if (statement) shown.attestation = statement.id;
  const title = world.checklist.roles[role]?.title ?? role;
  const unknown = whyNotCounting(world, tree, context, { statement, title });
  if (!unknown && statement) {
    const isMet = statement.statement === 'met';
    shown.truth = isMet ? 'true' : 'false';
    shown.message = isMet
      ? `Stated by ${title}`
      : `${title} states that this is not met`;
  }
  return leafProof(tree, shown, {
    unknown,
    entities: context.entity.refs,
    machine: NO_MACHINE,
  });
}

function whyNotCounting(
  world: World,
  tree: CompiledAttest,
  context: TreeContext,
  { statement, title }: { statement: Attestation | undefined; title: string },
): Unknown | undefined {
  const { role } = tree.leaf;
  if (!statement) return forPerson(role, `waits for a statement of ${title}`);
  if (!lasts(world, tree, statement)) {
    return {
      cause: 'expired',
      who: role,
      message: `the statement of ${title} has expired`,
    };
  }
  return whyLapsed(world, tree, context, statement);
}

function newestStatement(
  world: World,
  { leaf }: CompiledAttest,
  { about, entity }: TreeContext,
): Attestation | undefined {
  const ref = entity.input.ref;
  const { statements } = world;
  if (leaf.document === undefined) {
    // What is stated of one row may count in another.
    return judging(statements.newest(leaf.about ?? about, ref, leaf.role));
  }
  const key = `document:${leaf.document}`;
  // A document of the whole may be vouched for once, on the subject.
  const found = [ref, world.subject.input.ref]
    .map(holder => statements.newest(key, holder, leaf.role))
    .filter(statement => statement !== undefined)
    .sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id));
  return judging(found[found.length - 1]);
}

/** 'Not in use' says nothing of whether it is met. */
function judging(statement: Attestation | undefined): Attestation | undefined {
  return statement?.statement === 'not-in-use' ? undefined : statement;
}

/** Expires by its own date, or by the checklist's where that is earlier. */
function lasts(
  world: World,
  { validForMs }: CompiledAttest,
  statement: Attestation,
): boolean {
  const own = world.statements.lasts(Date.parse(statement.expiresAt));
  if (validForMs === undefined) return own;
  return world.statements.lasts(Date.parse(statement.at) + validForMs) && own;
}

function whyLapsed(
  world: World,
  tree: CompiledAttest,
  context: TreeContext,
  statement: Attestation,
): Unknown | undefined {
  if (tree.boundTo) return whyLapsedFromFact(world, tree, context, statement);
  if (tree.leaf.document !== undefined && statement.boundTo) {
    return whyLapsedFromDocument(world, tree, context, statement.boundTo);
  }
  return undefined;
}

/** Bound to a fact or a value in it: the hash of what is there now is compared. */
function whyLapsedFromFact(
  world: World,
  { leaf, boundTo }: CompiledAttest,
  context: TreeContext,
  statement: Attestation,
): Unknown | undefined {
  const now = boundFact(world, boundTo!, context);
  if ('unknown' in now) return now.unknown;
  if (statement.boundTo?.hash === now.hash) return undefined;
  return forPerson(
    leaf.role,
    statement.boundTo
      ? `${leaf.boundTo} changed since it was stated`
      : `the statement does not say which ${leaf.boundTo} it is about`,
  );
}

/** Bound to a document: one of the facts that read it must still have the hash. */
function whyLapsedFromDocument(
  world: World,
  { leaf }: CompiledAttest,
  context: TreeContext,
  boundTo: NonNullable<Attestation['boundTo']>,
): Unknown | undefined {
  const found = documentRecords(world, leaf.document!, context.entity, [
    boundTo.fact,
  ]);
  const isThere = found.some(
    ({ record }) =>
      record.hash === boundTo.hash || documentHash(record) === boundTo.hash,
  );
  if (isThere) return undefined;
  const title = world.checklist.documents[leaf.document!]?.title;
  return forPerson(
    leaf.role,
    `${title ?? leaf.document} is not the document that was vouched for`,
  );
}

function forPerson(role: string, message: string): Unknown {
  return { cause: 'waiting-for-person', who: role, message };
}
