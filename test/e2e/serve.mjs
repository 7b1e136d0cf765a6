// Backstage for the browser tests: the built app, SQLite in a fresh folder, and
// a stand-in whose state the tests flip on port 18199.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStandIn } from '../stand-in/standIn.mjs';

const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);
const directory = path.join(root, 'data', 'e2e');
const port = process.env.PORT;
const url = `http://localhost:${port}`;

fs.rmSync(directory, { recursive: true, force: true });
fs.mkdirSync(path.join(directory, 'sqlite'), { recursive: true });
const standIn = await startStandIn({
  directory: path.join(directory, 'stand-in'),
  port: 18199,
});

const backstage = spawn(
  'yarn',
  [
    'workspace',
    'backend',
    'start',
    '--config',
    '../../app-config.yaml',
    '--config',
    '../../app-config.demo.yaml',
    '--config',
    '../../data/e2e/stand-in/app-config.yaml',
  ],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      APP_CONFIG_backend_listen_port: port,
      APP_CONFIG_backend_baseUrl: JSON.stringify(url),
      APP_CONFIG_app_baseUrl: JSON.stringify(url),
      APP_CONFIG_backend_database_connection_directory: JSON.stringify(
        '../../data/e2e/sqlite',
      ),
    },
  },
);
const end = async () => {
  backstage.kill('SIGTERM');
  await standIn.close();
  process.exit(0);
};
backstage.on('exit', code => process.exit(code ?? 1));
process.on('SIGINT', end);
process.on('SIGTERM', end);
