// `yarn bench`: what evaluation, a read and a run cost on this machine. It
// judges nothing; docs/benchmarks.md says what was measured once, and where.
import { createRequire } from 'node:module';
import os from 'node:os';
import process from 'node:process';
import { ensureToolchain } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);
createRequire(import.meta.url)('@backstage/cli/config/nodeTransform.cjs');

const { benchEvaluation } = await import('./bench/evaluation.mjs');
const { benchServer } = await import('./bench/server.mjs');

const UNITS = 1000;

/** Three digits that count. */
const figure = value => Number(value.toPrecision(3)).toString();
const line = (what, value) => console.log(`  ${what.padEnd(52)}${value}`);
const ms = value => `${figure(value)} ms`;

const [{ model } = { model: 'unknown processor' }] = os.cpus();
console.log(
  `Node ${process.version}, ${os.cpus().length} × ${model.trim()}, load ${os
    .loadavg()
    .map(value => value.toFixed(1))
    .join(' ')}`,
);

const evaluation = await benchEvaluation(UNITS);
const { units, entities, results, criteria } = evaluation;
console.log(
  `\nEvaluation of ${units} launch units of ${entities} entities by ${criteria} criteria, from ready facts`,
);
line('a unit', ms(evaluation.evaluationMs));
line(
  `a criterion on an entity (${results} in a unit)`,
  `${figure((evaluation.evaluationMs * 1000) / results)} µs`,
);
line('a unit by closures that yield statuses only', ms(evaluation.closuresMs));
line('ratio', figure(evaluation.evaluationMs / evaluation.closuresMs));
line(
  'statuses, the same by both',
  Object.entries(evaluation.statuses)
    .map(([status, count]) => `${status} ${count}`)
    .join(', '),
);

const server = await benchServer();
console.log('\nKAMIYO over the stand-in, plugin on SQLite in this process');
line('the first run', ms(server.firstRunMs));
line('a later run, all collected anew (median of 7)', ms(server.laterRunMs));
line(
  'the first read of the scorecard after a run (of 7)',
  ms(server.firstReadMs),
);
line('a later read (median of 50)', ms(server.laterReadMs));
line('one that is put together for it (of 7)', ms(server.anewReadMs));
line('the very first of the process', ms(server.coldReadMs));
line(
  'the answer, and over the wire',
  `${figure(server.bytes / 1024)} KiB, ${figure(server.compressed / 1024)} KiB`,
);
process.exit(0);
