// The KAMIYO stand-in: `serve` starts it; `healthy`, `degraded` or `down` flips a running one.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFECTS, STATES } from './defects.mjs';

const directory = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../data/stand-in',
);
const port = Number(process.env.STAND_IN_PORT ?? 18099);
const usage = `Usage: npm run stand-in <${STATES.join(
  '|',
)}>   flips the running stand-in
       npm run stand-in status               says what is wrong with it now
       npm run stand-in serve                starts one by itself`;

const [command, ...rest] = process.argv.slice(2);

if (command === 'serve') {
  const { startStandIn } = await import('./standIn.mjs');
  const standIn = await startStandIn({
    directory,
    state: rest[0] ?? 'degraded',
    port,
  });
  console.log(
    `KAMIYO stand-in runs; control address http://127.0.0.1:${standIn.controlPort}`,
  );
  const end = async () => {
    await standIn.close();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
} else if (STATES.includes(command) || command === 'status') {
  const init =
    command === 'status'
      ? {}
      : { method: 'POST', body: JSON.stringify({ state: command }) };
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, init);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    console.log(`KAMIYO is ${answer.state}.`);
    for (const name of answer.defects) console.log(`  ${DEFECTS[name]}`);
    if (command !== 'status')
      console.log(
        "The next run shows it: press 'Run checks' on an entity's scorecard, or wait for the schedule.",
      );
  } catch (error) {
    console.error(
      error.cause?.code === 'ECONNREFUSED'
        ? 'The stand-in does not run; `npm start` starts it.'
        : error.message,
    );
    process.exitCode = 1;
  }
} else {
  console.error(usage);
  process.exitCode = 1;
}
