import type { CriterionOnEntity, Proof } from '../evaluate/proof';

/** Something of its own that keeps a row from being well. */
export interface Culprit {
  /** Absent for a leaf of the row itself. */
  criterion?: string;
  item?: string;
  known: 'fails' | 'unknown';
  /** Entities whose facts say so; several where one of them does, and which is not known. */
  entities: readonly string[];
}

/**
 * What keeps a proof from being what is wanted of it, followed through whatever
 * inherits to the criteria that measure, ask or await something themselves.
 */
export function culpritsOf(
  proof: Proof,
  wanted: 'true' | 'false' = 'true',
): Culprit[] {
  const found = new Map<string, Culprit>();
  collect(proof, { wanted, found, visited: new Set() });
  return [...found.values()];
}

interface Search {
  wanted: 'true' | 'false';
  owner?: CriterionOnEntity;
  found: Map<string, Culprit>;
  visited: Set<CriterionOnEntity>;
}

function collect(proof: Proof, search: Search): void {
  if (isWell(proof, search.wanted)) return;
  if (proof.sources.length > 0) {
    for (const source of proof.sources) collectSource(source, search);
    return;
  }
  if (proof.parts.length > 0) {
    const wanted =
      proof.tree.kind === 'not' ? opposite(search.wanted) : search.wanted;
    for (const part of proof.parts) collect(part, { ...search, wanted });
    return;
  }
  // The score is made of all items, and is asked for by itself.
  if (proof.tree.kind === 'score') return;
  const { owner } = search;
  add(search.found, {
    criterion: owner?.criterion,
    item: owner?.item,
    known: proof.truth === 'unknown' ? 'unknown' : 'fails',
    entities: proof.entities,
  });
}

function collectSource(source: CriterionOnEntity, search: Search): void {
  const { rawStatus, status, entityRef } = source.result;
  if (rawStatus !== 'fail' && rawStatus !== 'unknown') return;
  if (status === 'waived' || search.visited.has(source)) return;
  search.visited.add(source);
  if (source.proof) {
    collect(source.proof, { ...search, wanted: 'true', owner: source });
    return;
  }
  add(search.found, {
    criterion: source.criterion,
    item: source.item,
    known: 'unknown',
    entities: [entityRef],
  });
}

function isWell(proof: Proof, wanted: 'true' | 'false'): boolean {
  return proof.truth === wanted || proof.truth === 'not-applicable';
}

function opposite(wanted: 'true' | 'false'): 'true' | 'false' {
  return wanted === 'true' ? 'false' : 'true';
}

function add(found: Map<string, Culprit>, culprit: Culprit): void {
  const key = [
    culprit.criterion ?? '',
    culprit.known,
    ...culprit.entities,
  ].join('\n');
  found.set(key, culprit);
}
