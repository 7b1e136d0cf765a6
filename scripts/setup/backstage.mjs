import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './toolchain.mjs';

/**
 * Starts the backend, which serves the built app, in one process that does not
 * watch the sources. Data below `directory`, configuration in this order:
 * app-config.yaml, app-config.demo.yaml, `config`.
 *
 * @param {{ port: string | number, config: string, directory: string, stdio: import('node:child_process').StdioOptions }} options
 */
export function startBackstage({ port, config, directory, stdio }) {
  const url = `http://localhost:${port}`;
  const configs = [
    path.join(root, 'app-config.yaml'),
    path.join(root, 'app-config.demo.yaml'),
    config,
  ].flatMap(file => ['--config', file]);
  return spawn(
    'node',
    [
      '--enable-source-maps',
      '--require',
      path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      'src/index.ts',
      ...configs,
    ],
    {
      cwd: path.join(root, 'packages/backend'),
      stdio,
      env: {
        ...process.env,
        // As a bundle would run: else errors answer with the stack of the server.
        NODE_ENV: 'production',
        APP_CONFIG_backend_listen_port: String(port),
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_database_connection_directory: JSON.stringify(
          path.resolve(directory),
        ),
      },
    },
  );
}
