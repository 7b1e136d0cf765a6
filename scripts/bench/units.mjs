// Launch units for the bench: the shipped KAMIYO checklist, its healthy sample
// facts, and in each unit some of them lost or turned ill.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const CHECKLISTS =
  '../../plugins/production-readiness-backend/src/checklists/testing';
const {
  compileChecklist,
  parseChecklist,
} = require('../../plugins/production-readiness-engine/src/index.ts');
const {
  shippedFiles,
  shippedSamples,
} = require(`${CHECKLISTS}/readShipped.ts`);
const { sampleFor, targetsOf } = require(`${CHECKLISTS}/sampleWorld.ts`);
const { WORLDS } = require(`${CHECKLISTS}/shippedWorlds.ts`);

const NOW = Date.parse('2026-11-22T12:00:00Z');
const TIMES = {
  evidence: [],
  collectedAt: '2026-11-22T11:55:00Z',
  refreshAfter: '2026-11-22T12:30:00Z',
  expiresAt: '2026-11-23T12:00:00Z',
  hash: 'sample',
};

/** The KAMIYO checklist and so many units that it judges, as inputs of `evaluate`. */
export async function kamiyoUnits(count) {
  const { entry, files } = await shippedFiles('kamiyo');
  const { checklist } = parseChecklist({ entry, files });
  const compiled = compileChecklist(checklist);
  const samples = await shippedSamples('kamiyo');
  const random = numbersFrom(1);
  const inputs = Array.from({ length: count }, (_, index) =>
    unit(`unit-${index}`, { checklist, compiled, samples, random }),
  );
  return { checklist, inputs };
}

function unit(namespace, { checklist, compiled, samples, random }) {
  const world = inNamespace(WORLDS.kamiyo.healthy, namespace);
  const { subject, members } = world;
  const entities = [subject, ...members].map(entity => ({
    entity,
    targets: targetsOf(checklist, world, entity),
  }));
  return {
    checklist: compiled,
    now: NOW,
    subject,
    members,
    facts: entities.flatMap(({ entity, targets }) =>
      factsOf(checklist, targets).flatMap(fact => {
        const sample = sampleFor(samples, fact, targets);
        const fate = random();
        if (sample === undefined || fate < 0.05) return [];
        const value = fate < 0.2 ? turnedIll(sample, random) : sample;
        return [{ entityRef: entity.ref, fact, value, ...TIMES }];
      }),
    ),
    attestations: entities.flatMap(({ entity, targets }) =>
      statementsOn(checklist, { entity, targets, random }),
    ),
    waivers: [],
    notConnected: [],
    conditions: [],
  };
}

function inNamespace({ subject, members }, namespace) {
  const moved = entity => ({
    ...entity,
    ref: entity.ref.replace(':default/', `:${namespace}/`),
  });
  return { subject: moved(subject), members: members.map(moved) };
}

function factsOf(checklist, targets) {
  return [
    ...checklist.collect
      .filter(fact => fact.for.some(target => targets.includes(target)))
      .map(({ fact }) => fact),
    ...Object.keys(checklist.reports).map(type => `report.${type}`),
  ];
}

/** Two of three statements that people can make by themselves are made. */
function statementsOn(checklist, { entity, targets, random }) {
  return checklist.items
    .flatMap(item => item.criteria)
    .filter(one => one.for.some(target => targets.includes(target)))
    .flatMap(({ id, verify }) =>
      attestLeaves(verify)
        .filter(leaf => !leaf.boundTo && !leaf.document && random() < 0.67)
        .map(({ role, about = id }) => ({
          id: `${about}-${entity.ref}-${role}`,
          about,
          entityRef: entity.ref,
          role,
          statement: 'met',
          by: 'user:default/ann',
          at: '2026-11-21T12:00:00Z',
          expiresAt: '2026-11-30T12:00:00Z',
        })),
    );
}

function attestLeaves(tree) {
  if (tree.attest) return [tree.attest];
  const parts =
    tree.allOf ?? tree.anyOf ?? tree.substitute ?? tree.atLeast?.of ?? [];
  return parts.flatMap(attestLeaves);
}

/** The same value, some of what is true false, some numbers greater. */
function turnedIll(value, random) {
  if (value === true) return random() < 0.7;
  if (typeof value === 'number') return random() < 0.3 ? value * 7 : value;
  if (Array.isArray(value)) return value.map(one => turnedIll(one, random));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, turnedIll(one, random)]),
  );
}

/** The same sequence of numbers from 0 to 1 on every machine. */
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
