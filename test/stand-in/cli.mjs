// The KAMIYO stand-in: `serve` starts it; `healthy`, `degraded` or `down` flips a running one.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { STATES, titleOf } from './defects.mjs';

const defaultDirectory = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../data/stand-in',
);
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    directory: { type: 'string', default: defaultDirectory },
    port: { type: 'string', default: process.env.STAND_IN_PORT ?? '0' },
    database: { type: 'boolean', default: false },
  },
});
const directory = path.resolve(options.directory);
/** Where a running stand-in says on which port it is flipped. */
const controlFile = path.join(directory, 'control.json');
const usage = `Usage: npm run stand-in <${STATES.join(
  '|',
)}>   flips the running stand-in
       npm run stand-in status               says what is wrong with it now
       npm run stand-in reports [url]        pushes the reports of KAMIYO's CI to Backstage again
       npm run stand-in serve [state]        starts one by itself; -- --database with kamiyo-postgres`;

const [command, ...rest] = positionals;

if (command === 'serve') {
  const { startStandIn } = await import('./standIn.mjs');
  const standIn = await startStandIn({
    directory,
    state: rest[0] ?? 'degraded',
    port: Number(options.port),
    withDatabase: options.database,
  });
  let ending = false;
  // Ctrl-C reaches it twice: from the terminal and from who started it.
  const end = async () => {
    if (ending) return;
    ending = true;
    fs.rmSync(controlFile, { force: true });
    await standIn.close();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  fs.writeFileSync(
    controlFile,
    JSON.stringify({ control: `http://127.0.0.1:${standIn.controlPort}` }),
  );
  // One line of JSON: what a program that starts the stand-in has to know.
  console.log(
    JSON.stringify({
      control: `http://127.0.0.1:${standIn.controlPort}`,
      config: standIn.configFile,
      catalog: standIn.catalogFile,
      database: standIn.database,
    }),
  );
} else if (STATES.includes(command) || command === 'status') {
  const init =
    command === 'status'
      ? {}
      : { method: 'POST', body: JSON.stringify({ state: command }) };
  try {
    const { control } = JSON.parse(fs.readFileSync(controlFile, 'utf8'));
    const response = await fetch(control, init);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    console.log(`KAMIYO is ${answer.state}.`);
    for (const name of answer.defects) console.log(`  ${titleOf(name)}`);
    if (command !== 'status')
      console.log(
        "The next run shows it: press 'Run checks' on an entity's scorecard, or wait for the schedule.",
      );
  } catch (error) {
    console.error(
      error.code === 'ENOENT' || error.cause?.code === 'ECONNREFUSED'
        ? 'The stand-in does not run; `npm start` starts it.'
        : error.message,
    );
    process.exitCode = 1;
  }
} else if (command === 'reports') {
  const { pushReportsOf } = await import('./reports/push.mjs');
  const url = rest[0] ?? `http://localhost:${process.env.PORT ?? 7007}`;
  try {
    const { pushed, added } = await pushReportsOf(directory, { url });
    console.log(`${pushed} reports pushed, ${added} of them new.`);
  } catch (error) {
    console.error(
      error.code === 'ENOENT' || error.cause?.code === 'ECONNREFUSED'
        ? `Nobody takes reports at ${url}; \`npm start\` starts it.`
        : error.message,
    );
    process.exitCode = 1;
  }
} else {
  console.error(usage);
  process.exitCode = 1;
}
