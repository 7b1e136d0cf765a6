import type {
  Attestation,
  LeafResult,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { notInUse } from '../evaluate/condition';
import type { CriterionOnEntity, Proof } from '../evaluate/proof';
import type { World } from '../evaluate/world';
import type { ProvenRow } from '../gate/rows';
import type { Concerns } from './concerns';

/**
 * How something stands, whichever way round it is asked: a trigger that is clear
 * is well.
 *
 * @public
 */
export type Standing = 'well' | 'ill' | 'unknown' | 'waived' | 'not-applicable';

/**
 * Something that a verdict needs by itself: a criterion on an entity, or a part
 * of a row that no other part makes up for. Alternatives are one.
 */
export interface Unit {
  key: string;
  /** Text of the criterion; absent: a part of the row itself. */
  criterion?: string;
  entityRef?: string;
  standing: Standing;
  roles: readonly string[];
  /** Ids of the rows that need it. */
  rows: string[];
  /** What people said that counts in it. */
  statements: Attestation[];
}

type Wanted = 'true' | 'false';

const STANDING = {
  pass: 'well',
  fail: 'ill',
  unknown: 'unknown',
  waived: 'waived',
  'not-applicable': 'not-applicable',
} as const;

/** Takes rows apart into what each of them needs by itself, each once. */
export class Units {
  private readonly found = new Map<string, Unit>();
  /** Keys of those that only rows need that are waived as a whole. */
  private readonly waived = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly concerns: Concerns,
  ) {}

  addRow(row: ProvenRow): void {
    const { kind, proof } = row;
    this.addProof(proof, {
      row,
      wanted: kind === 'no-go' ? 'false' : 'true',
      place: `row:${row.id}`,
    });
  }

  list(): Unit[] {
    return [...this.found.values()].map(unit => {
      const isOpen = unit.standing === 'ill' || unit.standing === 'unknown';
      return isOpen && this.waived.has(unit.key)
        ? { ...unit, standing: 'waived' }
        : unit;
    });
  }

  private addProof(
    proof: Proof,
    at: { row: ProvenRow; wanted: Wanted; place: string },
  ): void {
    const { tree, parts, sources } = proof;
    const { row, wanted, place } = at;
    const needsAll = wanted === 'true' ? 'allOf' : 'anyOf';
    if (tree.kind === needsAll) {
      parts.forEach((part, index) =>
        this.addProof(part, { ...at, place: `${place}.${index}` }),
      );
    } else if (tree.kind === 'not') {
      this.addProof(parts[0], { ...at, wanted: opposite(wanted) });
    } else if (sources.length > 0 && wanted === 'true') {
      for (const source of sources) this.addSource(source, row);
    } else {
      // The whole of a waived row bears what the waiver made of it.
      const isWhole = row.waived && proof === row.proof;
      const standing = standingOf(proof.truth, wanted);
      this.add(row, {
        key: place,
        standing: isWhole ? 'waived' : standing,
        roles: this.concerns.ofTree(tree, false),
        rows: [row.id],
        statements: this.counting(proof.leaves),
      });
    }
  }

  private addSource(source: CriterionOnEntity, row: ProvenRow): void {
    const { criterion: id, result, proof } = source;
    const key = `${id}|${result.entityRef}`;
    const known = this.found.get(key);
    if (known?.rows.includes(row.id)) return;
    if (known) known.rows.push(row.id);
    else this.add(row, this.unitOf(key, source, row));
    // One row that is not waived needs it as it is.
    if (!row.waived) this.waived.delete(key);
    if (proof) this.addReferred(proof, row);
  }

  private add(row: ProvenRow, unit: Unit): void {
    this.found.set(unit.key, unit);
    if (row.waived) this.waived.add(unit.key);
  }

  private unitOf(key: string, source: CriterionOnEntity, row: ProvenRow): Unit {
    const { entityRef, status, leaves } = source.result;
    const compiled = this.world.program.criteria.get(source.criterion)!;
    const entity = this.world.entity(entityRef);
    const unused =
      source.open && entity && notInUse(this.world, compiled, entity);
    return {
      key,
      criterion: compiled.criterion.text,
      entityRef,
      standing: STANDING[status],
      roles: this.concerns.ofCriterion(compiled, { whole: false }),
      rows: [row.id],
      statements: unused ? [unused] : this.counting(leaves),
    };
  }

  /** What a criterion inherits from, where nothing else makes up for it. */
  private addReferred(proof: Proof, row: ProvenRow): void {
    if (proof.tree.kind === 'allOf') {
      for (const part of proof.parts) this.addReferred(part, row);
    }
    for (const source of proof.sources) this.addSource(source, row);
  }

  private counting(leaves: readonly LeafResult[]): Attestation[] {
    return leaves.flatMap(({ attestation, counted, truth }) => {
      const isSaid = truth === 'true' || truth === 'false';
      const statement =
        attestation !== undefined && counted && isSaid
          ? this.world.statements.byId(attestation)
          : undefined;
      return statement ? [statement] : [];
    });
  }
}

function standingOf(truth: Truth, wanted: Wanted): Standing {
  if (truth === 'unknown' || truth === 'not-applicable') return truth;
  return truth === wanted ? 'well' : 'ill';
}

function opposite(wanted: Wanted): Wanted {
  return wanted === 'true' ? 'false' : 'true';
}
