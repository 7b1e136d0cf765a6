import fc from 'fast-check';
import type {
  FactRecord,
  UnknownCause,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { TreeSource } from '../../checklist/schema';
import type { EvaluateInput } from '../../evaluate/input';
import {
  API,
  API2,
  compiled,
  days,
  fact,
  inputOf,
  miss,
  statement,
  waiver,
  WEB,
  WORKER,
} from '../fixtures';
import type { Written, WrittenCriterion } from '../fixtures';

// Small checklists with all that is known of their entities, for properties that
// hold of every one of them.

export const ENTITIES = [WEB, API, API2, WORKER];
export const FACTS = [
  'http.health',
  'http.home',
  'render.service',
  'metrics.p95',
];
const CRITERIA = 5;

/** Whether a fact is well, ill, missing for a cause, or gone. */
export type Reading =
  | { kind: 'ok' | 'bad' | 'gone' | 'expired' }
  | { kind: 'miss'; cause: UnknownCause };

export const reading: fc.Arbitrary<Reading> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Reading>({ kind: 'ok' }) },
  { weight: 2, arbitrary: fc.constant<Reading>({ kind: 'bad' }) },
  fc.constant<Reading>({ kind: 'gone' }),
  fc.constant<Reading>({ kind: 'expired' }),
  fc
    .constantFrom<UnknownCause>('waiting-for-traffic', 'waiting-for-person')
    .map((cause): Reading => ({ kind: 'miss', cause })),
);

export interface Cell {
  entityRef: string;
  fact: string;
}

export const CELLS: Cell[] = ENTITIES.flatMap(({ ref }) =>
  [...FACTS, 'report.k6'].map(name => ({ entityRef: ref, fact: name })),
);

export function recordOf(
  { entityRef, fact: name }: Cell,
  read: Reading,
  expiresIn: number,
): FactRecord[] {
  const rest = { entityRef, expiresAt: days(expiresIn) };
  switch (read.kind) {
    case 'gone':
      return [];
    case 'miss':
      return [miss(name, read.cause, rest)];
    default: {
      const value = {
        ok: read.kind !== 'bad',
        producedAt: days(-29.5),
        at: days(-6.5),
      };
      const expiresAt = read.kind === 'expired' ? days(-1) : rest.expiresAt;
      return [fact(name, value, { ...rest, expiresAt })];
    }
  }
}

/** Trees of something wanted; a criterion refers only to those before it. */
function treeFor(index: number): fc.Arbitrary<TreeSource> {
  const leaves: fc.Arbitrary<TreeSource>[] = [
    fc
      .tuple(fc.constantFrom(...FACTS), fc.constantFrom(...FACTS), fc.nat(8))
      .map(([a, b, shape]) => ({
        check: [
          `${a}.ok`,
          `${a}.ok && ${b}.ok`,
          `${a}.ok || ${b}.ok`,
          `age(${a}.at) < days(7) && ${b}.ok`,
          `subject.${a}.ok`,
          `members.api.all(m, m.${a}.ok) || ${b}.ok`,
          `members.api.exists(m, m.${a}.ok && ${b}.ok)`,
          `members.api.all(m, age(m.${a}.at) < days(7) || m.${b}.ok)`,
          `members.api.all(m, members.worker.exists(w, w.${a}.ok && m.${b}.ok))`,
        ][shape],
      })),
    fc.constantFrom('owner', 'security').map(role => ({ attest: { role } })),
    fc
      .boolean()
      .map(untilTraffic => ({ report: { type: 'k6' }, untilTraffic })),
  ];
  if (index > 0) {
    leaves.push(
      fc.nat(index - 1).map(other => ({ criterion: `i${other}/c` })),
      fc.nat(index - 1).map(other => ({ item: `i${other}` })),
    );
  }
  const leaf = fc.oneof(...leaves);
  const list = fc.array(leaf, { minLength: 1, maxLength: 3 });
  const tree: fc.Arbitrary<TreeSource> = fc.oneof(
    leaf,
    list.map(allOf => ({ allOf })),
    list.map(anyOf => ({ anyOf })),
    fc.tuple(leaf, leaf).map(substitute => ({ substitute })),
    fc.tuple(leaf, leaf, leaf).map(of => ({ atLeast: { count: 2, of } })),
  );
  return fc.oneof(
    tree,
    fc.array(tree, { minLength: 1, maxLength: 3 }).map(anyOf => ({ anyOf })),
    fc.array(tree, { minLength: 1, maxLength: 3 }).map(allOf => ({ allOf })),
  );
}

function criterionFor(index: number): fc.Arbitrary<WrittenCriterion> {
  return fc
    .record({
      tree: treeFor(index),
      targets: fc.subarray(['subject', 'api', 'worker'], { minLength: 1 }),
      when: fc.constantFrom(
        undefined,
        undefined,
        'http.home.ok',
        "feature('x')",
        'members.api.exists(m, m.http.home.ok)',
      ),
    })
    .map(({ tree, targets, when }) => ({
      id: 'c',
      ...tree,
      for: targets,
      ...(when && { when }),
    }));
}

const written: fc.Arbitrary<Written> = fc
  .tuple(...Array.from({ length: CRITERIA }, (_, index) => criterionFor(index)))
  .chain(criteria =>
    fc
      .record({
        critical: treeFor(CRITERIA),
        go: treeFor(CRITERIA),
        trigger: fc.nat(CRITERIA - 1),
        cleared: treeFor(CRITERIA),
        score: fc.constantFrom(50, 80, 95),
      })
      .map(({ critical, go, trigger, cleared, score }) => ({
        items: criteria.map((criterion, index) => ({
          id: `i${index}`,
          criteria: [criterion],
        })),
        critical: [{ id: 'C', title: 'C', ...critical }],
        go: [
          { id: 'G', title: 'G', ...go },
          { id: 'S', title: 'S', score },
        ],
        noGo: [
          {
            id: 'N',
            title: 'N',
            anyOf: [
              { not: { criterion: `i${trigger}/c` } },
              { check: '!http.health.ok' },
              { check: 'members.api.exists(m, !m.http.health.ok)' },
            ],
          },
          { id: 'T', title: 'T', not: cleared },
        ],
      })),
  );

export const STATEMENTS = ENTITIES.flatMap(({ ref }) =>
  [
    'C',
    'G',
    'T',
    ...Array.from({ length: CRITERIA }, (_, i) => `i${i}/c`),
  ].flatMap(about =>
    ['owner', 'security'].map(role => ({ entityRef: ref, about, role })),
  ),
);

export interface World {
  written: Written;
  readings: Reading[];
  expiresIn: number[];
  statements: (undefined | 'met' | 'not-met' | 'not-in-use')[];
  waived: number[];
  unconnected: string[];
  sticky: boolean;
}

export const world: fc.Arbitrary<World> = fc.record({
  written,
  readings: fc.array(reading, {
    minLength: CELLS.length,
    maxLength: CELLS.length,
  }),
  expiresIn: fc.array(fc.constantFrom(0.2, 1, 3), {
    minLength: CELLS.length,
    maxLength: CELLS.length,
  }),
  statements: fc.array(
    fc.constantFrom(
      undefined,
      'met' as const,
      'met' as const,
      'not-met' as const,
      'not-in-use' as const,
    ),
    { minLength: STATEMENTS.length, maxLength: STATEMENTS.length },
  ),
  waived: fc.uniqueArray(fc.nat(CRITERIA - 1), { maxLength: 2 }),
  unconnected: fc.subarray(['render', 'metrics', 'report:k6']),
  sticky: fc.boolean(),
});

export function inputFor(given: World): EvaluateInput {
  return inputOf(compiled(given.written), {
    members: [API, API2, WORKER],
    facts: CELLS.flatMap((cell, index) =>
      recordOf(cell, given.readings[index], given.expiresIn[index]),
    ),
    attestations: given.statements.flatMap((said, index) => {
      const { about, ...rest } = STATEMENTS[index];
      const id = `s${String(index).padStart(4, '0')}`;
      const expiresAt = days(1 + (index % 3));
      return said ? [statement(about, said, { ...rest, id, expiresAt })] : [];
    }),
    waivers: given.waived.map(index =>
      waiver(`i${index}`, { expiresAt: days(2) }),
    ),
    notConnected: given.unconnected.map(source => ({ source, message: '' })),
    conditions: given.sticky
      ? Array.from({ length: CRITERIA }, (_, i) =>
          ENTITIES.map(({ ref }) => `i${i}/c|${ref}`),
        ).flat()
      : [],
  });
}
