import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Programs of Debian in a folder of their own; all end with `stop`. */
export class Programs {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'metrics-'));
  readonly #running: ChildProcess[] = [];

  /** Writes a file; answers its path. */
  file(name: string, text: string): string {
    const file = path.join(this.#folder, name);
    writeFileSync(file, text);
    return file;
  }

  path(name: string): string {
    return path.join(this.#folder, name);
  }

  /** Runs to the end; throws with what it said where it fails. */
  run(tool: string, args: string[]): void {
    const { status, stderr } = spawnSync(tool, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${tool}: ${stderr}`);
  }

  /** Starts a server of the Prometheus family on a free port; answers its base URL. */
  async serve(tool: string, args: string[]): Promise<string> {
    const child = spawn(
      tool,
      [...args, '--web.listen-address=127.0.0.1:0', '--log.level=info'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#running.push(child);
    const said: string[] = [];
    const address = await new Promise<string>((found, failed) => {
      child.once('error', failed);
      child.once('exit', () => failed(new Error(said.join('\n'))));
      createInterface({ input: child.stderr }).on('line', line => {
        said.push(line);
        const [, host] = /msg="Listening on" address=(\S+)/.exec(line) ?? [];
        if (host) found(host);
      });
    });
    const url = `http://${address}`;
    await eventually(`${tool} is ready`, async () => {
      const answer = await fetch(`${url}/-/ready`);
      return answer.ok || undefined;
    });
    return url;
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#running.map(
        child =>
          new Promise<void>(ended => {
            if (child.exitCode !== null) ended();
            child.once('exit', () => ended());
            child.kill('SIGKILL');
          }),
      ),
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Asks until there is an answer; throws where none comes within half a minute. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise(done => {
      setTimeout(done, 50);
    });
  }
  throw new Error(`${what}: not within half a minute`);
}
