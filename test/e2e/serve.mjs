// Backstage for the browser tests: the built app, SQLite in a fresh folder, and
// a stand-in whose state the tests flip on port 18199. What stands in the file
// data/e2e/clock moves the clock of all of it (clock.cjs).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBackstage } from '../../scripts/setup/backstage.mjs';
import { startStandIn } from '../stand-in/standIn.mjs';

const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);
const directory = path.join(root, 'data', 'e2e');
const port = process.env.PORT;

fs.rmSync(directory, { recursive: true, force: true });
fs.mkdirSync(path.join(directory, 'sqlite'), { recursive: true });
const standIn = await startStandIn({
  directory: path.join(directory, 'stand-in'),
  port: 18199,
  withDatabase: true,
});

const backstage = startBackstage({
  port,
  config: standIn.configFile,
  directory: path.join(directory, 'sqlite'),
  stdio: ['ignore', 'inherit', 'inherit'],
});
const end = async () => {
  backstage.kill('SIGTERM');
  await standIn.close();
  process.exit(0);
};
backstage.on('exit', code => process.exit(code ?? 1));
process.on('SIGINT', end);
process.on('SIGTERM', end);
