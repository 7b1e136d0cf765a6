// Evaluation of ready facts, beside closures that know only statuses.
import { createRequire } from 'node:module';
import { writeClosures } from './closures.mjs';
import { kamiyoUnits } from './units.mjs';

const require = createRequire(import.meta.url);
const {
  evaluate,
  targetsOf,
} = require('../../plugins/production-readiness-engine/src/index.ts');

const STATUSES = ['fail', 'unknown', 'pass', 'not-applicable'];
const ROUNDS = 5;

/**
 * Times both on the same units, in turn; throws where they do not come to the
 * same statuses. Milliseconds for one unit, the best of several rounds: what
 * else the machine does only ever adds.
 */
export async function benchEvaluation(count) {
  const { checklist, inputs } = await kamiyoUnits(count);
  const closures = writeClosures(checklist);
  const judge = input =>
    closures.judge(input, (entity, isSubject) =>
      targetsOf(checklist, entity, isSubject),
    );
  const statuses = {};
  for (const input of inputs) compare(evaluate(input), judge(input), statuses);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    evaluation: timeOf(inputs, evaluate),
    closures: timeOf(inputs, judge),
  }));
  return {
    units: count,
    entities: 1 + inputs[0].members.length,
    criteria: closures.criteria.size,
    results: resultsIn(evaluate(inputs[0])),
    statuses,
    evaluationMs: Math.min(...rounds.map(round => round.evaluation)),
    closuresMs: Math.min(...rounds.map(round => round.closures)),
  };
}

function resultsIn({ document }) {
  return document.items
    .flatMap(item => item.criteria)
    .reduce((count, { entities }) => count + entities.length, 0);
}

function timeOf(inputs, run) {
  const start = process.hrtime.bigint();
  for (const input of inputs) run(input);
  return Number(process.hrtime.bigint() - start) / 1e6 / inputs.length;
}

function compare({ document }, { criteria, items }, statuses) {
  for (const item of document.items) {
    const differs = [item, ...item.criteria].find(
      ({ id, rawStatus }) =>
        STATUSES[criteria.get(id) ?? items.get(id)] !== rawStatus,
    );
    if (differs) {
      throw new Error(
        `${differs.id} on ${document.subjectRef}: ${
          differs.rawStatus
        }, by closures ${
          STATUSES[criteria.get(differs.id) ?? items.get(differs.id)]
        }`,
      );
    }
    for (const { rawStatus } of item.criteria) {
      statuses[rawStatus] = (statuses[rawStatus] ?? 0) + 1;
    }
  }
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
