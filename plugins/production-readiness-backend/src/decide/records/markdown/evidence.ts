import type {
  Attestation,
  DecisionContent,
  FactRecord,
  LeafResult,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { BESIDE_A_CHECK, boundedValue } from '../../../views/boundedValue';
import { valueAt } from '../recordedFacts';
import { code, joined, link, plain, shortCode, time } from './text';

/** What leaves refer to, by what they refer to it. */
export interface RecordIndex {
  facts: ReadonlyMap<string, FactRecord>;
  attestations: ReadonlyMap<string, Attestation>;
  waivers: readonly Waiver[];
}

export function indexOf(decision: DecisionContent): RecordIndex {
  return {
    facts: new Map(
      decision.facts.map(fact => [`${fact.entityRef}|${fact.fact}`, fact]),
    ),
    attestations: new Map(decision.attestations.map(said => [said.id, said])),
    waivers: decision.waivers,
  };
}

/** What a leaf read or who stated it, each on a line. */
export function evidenceOf(leaf: LeafResult, index: RecordIndex): string[] {
  const said =
    leaf.attestation === undefined
      ? undefined
      : index.attestations.get(leaf.attestation);
  const reads = leaf.reads ?? [];
  const facts = new Set(
    reads.flatMap(
      read => index.facts.get(`${read.entityRef}|${read.fact}`) ?? [],
    ),
  );
  return [
    ...(said ? [attestationText(said)] : []),
    ...(leaf.expected === undefined
      ? []
      : [`expected ${plain(leaf.expected)}`]),
    ...reads.flatMap(({ entityRef, fact, path }) => {
      const found = index.facts.get(`${entityRef}|${fact}`);
      const value = valueAt(found?.value, path);
      if (value === undefined) return [];
      const shown = JSON.stringify(boundedValue(value, BESIDE_A_CHECK));
      return [`${code([fact, ...path].join('.'))} is ${shortCode(shown)}`];
    }),
    ...[...facts].flatMap(factLines),
  ];
}

/** Who said it, when and until when, and what they point at. */
export function attestationText(said: Attestation): string {
  return joined(
    `stated *${said.statement.replaceAll('-', ' ')}* by ${plain(
      said.by,
    )} (${plain(said.role)}) on ${time(said.at)}, until ${time(
      said.expiresAt,
    )}`,
    said.note && plain(said.note),
    said.link && link(said.link),
    said.boundTo &&
      `bound to ${plain(said.boundTo.fact)} ${code(said.boundTo.hash)}`,
  );
}

function factLines(fact: FactRecord): string[] {
  return [
    ...fact.evidence.map(({ request, response, link: place }) =>
      joined(
        `${code(request)} → ${code(response)}`,
        place && link(place),
        `read ${time(fact.collectedAt)}`,
      ),
    ),
    ...(fact.miss ? [`nothing known yet: ${plain(fact.miss.message)}`] : []),
    ...(fact.error
      ? [`failed ${time(fact.error.at)}: ${plain(fact.error.message)}`]
      : []),
  ];
}
