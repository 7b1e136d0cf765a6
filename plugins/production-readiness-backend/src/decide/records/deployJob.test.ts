import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { API, STORE } from '../__testUtils__/people';
import { startPeople, type People } from '../__testUtils__/startPeople';
import { keyPair } from './__testUtils__/keys';
import { decideGo, RELEASE } from './__testUtils__/launch';

const BIN = resolvePackagePath(
  '@production-readiness/backstage-plugin-production-readiness-backend',
  'bin/production-readiness-verify.mjs',
);
const HOUR_MS = 60 * 60 * 1000;

/** As docs/decision-records.md has a job do it. */
describe('a job that deploys', () => {
  let folder: string;
  let people: People;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deploy-'));
    const { privateKey } = keyPair();
    people = await startPeople({
      config: { records: { signing: { keyid: '2026', privateKey } } },
    });
    await people.settled();
  });
  afterEach(async () => {
    await people.stop();
    await rm(folder, { recursive: true });
  });

  async function get(path: string, file: string): Promise<void> {
    const { status, text } = await people.get(path);
    expect([path, status]).toEqual([path, 200]);
    await writeFile(join(folder, file), text);
  }

  const verify = (...more: string[]) =>
    new Promise<{ code: number | string; said: string }>(resolve => {
      const args = [
        ...['--keys', 'keys.json', '--entity', API, '--commit', RELEASE],
        // The clock of the backend under test stands still.
        ...['--at', people.now().toISOString(), ...more, 'statement.json'],
      ];
      execFile(
        process.execPath,
        [BIN, ...args],
        { cwd: folder },
        (error, stdout, stderr) =>
          resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}` }),
      );
    });

  it('lets pass what was decided, until it is over or known to be withdrawn', async () => {
    const { id, records } = await decideGo(people);
    await get('/records/keys', 'keys.json');
    await get(`/reviews/${id}/record?format=dsse`, 'statement.json');
    await get(`/reviews/${id}/record`, 'record.json');
    const allowed = {
      code: 0,
      said: expect.stringContaining(
        `GO: ${API}@2.4.0, launch 1 of ${STORE}, until `,
      ),
    };
    expect(await verify()).toEqual(allowed);
    const { code, said } = await verify('--record', 'record.json');
    expect([said, code]).toEqual([
      expect.stringContaining(`record ${records[0].hash}`),
      0,
    ]);

    people.probe.health = 500;
    await people.pass(HOUR_MS / 2);
    await people.pass(2 * HOUR_MS);
    // Offline nobody hears of it, for as long as the statement counts.
    expect(await verify()).toEqual(allowed);
    await get(`/reviews/${id}/record`, 'record.json');
    expect(await verify('--record', 'record.json')).toEqual({
      code: 1,
      said: expect.stringMatching(/^Refused: .* was withdrawn at 2026/),
    });
    await people.pass(24 * HOUR_MS);
    expect(await verify()).toEqual({
      code: 1,
      said: expect.stringMatching(/^Refused: it counted until 2026-12-02/),
    });
  });
});
