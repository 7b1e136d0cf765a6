import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** The root of the repository. */
export const ROOT = resolve(
  resolvePackagePath(
    '@production-readiness/backstage-plugin-production-readiness-backend',
  ),
  '../..',
);

export type State = 'healthy' | 'degraded' | 'down';

/** The servers of the stand-in in a process of their own, as `npm start` runs them. */
export async function spawnServers(
  directory: string,
  state: State,
  /** With kamiyo-postgres, where PostgreSQL can be run. */
  { withDatabase = false } = {},
) {
  const cli = resolve(ROOT, 'test/stand-in/cli.mjs');
  const child = spawn(
    process.execPath,
    [cli, 'serve', state, '--directory', directory, '--port', '0'].concat(
      withDatabase ? ['--database'] : [],
    ),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', code => failed(new Error(`stand-in ended: ${code}`)));
  });
  const said: { control: string; config: string; catalog: string } =
    JSON.parse(line);
  return {
    ...said,
    /** `delayMs`: every answer comes this much later. */
    async flip(next: { state: State; defects?: string[]; delayMs?: number }) {
      const answer = await fetch(said.control, {
        method: 'POST',
        body: JSON.stringify(next),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async stop() {
      const ended = new Promise(done => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
