import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type {
  LaunchRecord,
  LaunchStatement,
  RecordedReview,
  SignedStatement,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { scorecardDocument } from '../../store/__testUtils__/samples';
import { hashOf, NO_RECORD } from '../../store/RecordStore';
import { keyPair } from './__testUtils__/keys';
import { API, COMMIT, DATABASE, recordedReview } from './__testUtils__/samples';
import {
  launchStatement,
  signStatement,
  type DecisionRecord,
} from './launchStatement';

const BIN = resolvePackagePath(
  '@production-readiness/backstage-plugin-production-readiness-backend',
  'bin/production-readiness-verify.mjs',
);
const HOUR_MS = 60 * 60 * 1000;
const NOW = new Date('2026-12-01T10:00:00.000Z');
const later = (hours: number) =>
  new Date(NOW.getTime() + hours * HOUR_MS).toISOString();

const own = keyPair();
const former = keyPair();
const stranger = keyPair();
const signerOf = ({ privateKey }: typeof own, keyid: string) => ({
  keyid,
  privateKey: createPrivateKey(privateKey),
  validForMs: 24 * HOUR_MS,
});

function decisionRecord(
  changes: {
    decision?: Partial<DecisionRecord['decision']>;
    review?: Partial<RecordedReview>;
  } = {},
): DecisionRecord {
  return {
    schema: 'production-readiness/record/v1',
    id: 'record-1',
    sequence: 1,
    previousHash: NO_RECORD,
    at: NOW.toISOString(),
    review: recordedReview(changes.review),
    kind: 'decision',
    decision: {
      outcome: 'go',
      by: 'user:default/grace',
      reason: null,
      verdict: 'go',
      validUntil: later(72),
      ...changes.decision,
    },
    checklist: {
      id: 'kamiyo',
      version: '1.0.0',
      digest: 'd',
      title: 'KAMIYO',
      content: {} as DecisionRecord['checklist']['content'],
    },
    document: scorecardDocument({ verdict: 'go' }),
    facts: [],
    attestations: [],
    waivers: [],
    signOffs: [],
    openItems: [],
    exceptions: [],
  };
}

function statementOf(
  record = decisionRecord(),
  validForMs = 24 * HOUR_MS,
): LaunchStatement {
  return launchStatement(
    { hash: 'h'.repeat(64), record },
    { now: NOW, validForMs },
  )!;
}

const signed = (statement = statementOf()) =>
  signStatement(statement, signerOf(own, '2026'));

describe('production-readiness-verify', () => {
  let folder: string;
  const write = (name: string, content: unknown) =>
    writeFile(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verify-'));
    await write('keys.json', {
      keys: [
        { keyid: '2026', publicKey: own.publicKey, active: true },
        { keyid: '2025', publicKey: former.publicKey, active: false },
      ],
    });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (...args: string[]) =>
    new Promise<{ code: number | string; said: string }>(resolve => {
      execFile(
        process.execPath,
        [BIN, ...args],
        { cwd: folder },
        (error, stdout, stderr) =>
          resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}` }),
      );
    });

  async function check(
    envelope: unknown,
    {
      at = later(1),
      entity = API,
      commit = COMMIT,
      more = [] as string[],
    } = {},
  ) {
    await write('statement.json', envelope);
    const about = ['--entity', entity, '--commit', commit, '--at', at];
    return run('--keys', 'keys.json', ...about, ...more, 'statement.json');
  }

  const changed = (
    predicate: Partial<LaunchStatement['predicate']>,
    rest: object = {},
  ) => {
    const statement = statementOf();
    return signed({
      ...statement,
      ...rest,
      predicate: { ...statement.predicate, ...predicate },
    });
  };

  it('allows what was decided, and says what', async () => {
    expect(await check(signed())).toEqual({
      code: 0,
      said: `GO: ${API}@2.4.0, launch 12 of system:default/kamiyo, until ${later(
        24,
      )}, record ${'h'.repeat(64)}\n`,
    });
  });

  it('allows what a retired key signed, and any case of ref and commit', async () => {
    const envelope = signStatement(statementOf(), signerOf(former, '2025'));
    const asked = {
      entity: 'Component:default/KAMIYO-api',
      commit: COMMIT.toLocaleUpperCase('en-US'),
    };
    expect(await check(envelope, asked)).toMatchObject({ code: 0 });
  });

  it('allows a launch by exception only where that is asked for', async () => {
    const record = decisionRecord({
      decision: { outcome: 'exception', verdict: 'undecided', reason: 'r' },
    });
    const envelope = signed(statementOf(record));
    expect(await check(envelope)).toEqual({
      code: 1,
      said: expect.stringMatching(/needs --allow-exception/),
    });
    expect(await check(envelope, { more: ['--allow-exception'] })).toEqual({
      code: 0,
      said: expect.stringMatching(/^Launch by exception: /),
    });
  });

  const tampered = (change: (payload: string) => string): SignedStatement => {
    const envelope = signed();
    const payload = Buffer.from(envelope.payload, 'base64').toString();
    const other = change(payload);
    expect(other).not.toBe(payload);
    return { ...envelope, payload: Buffer.from(other).toString('base64') };
  };

  it.each<{
    name: string;
    envelope: () => unknown;
    asked?: Parameters<typeof check>[1];
    says: RegExp;
  }>([
    {
      name: 'another commit',
      envelope: signed,
      asked: { commit: 'b'.repeat(40) },
      says: /not about commit b/,
    },
    {
      name: 'another entity',
      envelope: signed,
      asked: { entity: 'component:default/kamiyo' },
      says: /not about component:default\/kamiyo, but about/,
    },
    {
      name: 'a component without a commit',
      envelope: signed,
      asked: { entity: DATABASE },
      says: /not about resource/,
    },
    {
      name: 'another environment',
      envelope: signed,
      asked: { more: ['--environment', 'staging'] },
      says: /about 'production', not 'staging'/,
    },
    {
      name: 'a time that is over',
      envelope: signed,
      asked: { at: later(24) },
      says: /counted until/,
    },
    {
      name: 'a time before it was issued',
      envelope: signed,
      asked: { at: later(-1) },
      says: /one of the clocks is wrong/,
    },
    {
      name: 'a decision that allows no launch',
      envelope: () =>
        changed({ outcome: 'no-go', verdict: 'no-go', validUntil: null }),
      says: /what was decided is 'no-go'/,
    },
    {
      name: 'a GO against the verdict',
      envelope: () => changed({ verdict: 'undecided' }),
      says: /'go' at a verdict 'undecided'/,
    },
    {
      name: 'no end',
      envelope: () => changed({ validUntil: null }),
      says: /counted until null/,
    },
    {
      name: 'another kind of statement',
      envelope: () =>
        changed({}, { predicateType: 'https://slsa.dev/provenance/v1' }),
      says: /no statement on a launch/,
    },
    {
      name: 'a commit that was changed afterwards',
      envelope: () => tampered(text => text.replaceAll(COMMIT, 'b'.repeat(40))),
      asked: { commit: 'b'.repeat(40) },
      says: /signature is not valid/,
    },
    {
      name: 'an end that was changed afterwards',
      envelope: () => tampered(text => text.replace(later(24), later(9999))),
      asked: { at: later(48) },
      says: /signature is not valid/,
    },
    {
      name: 'a signature of another payload',
      envelope: () => ({
        ...signed(),
        signatures: changed({ environment: 'production', issuedAt: later(1) })
          .signatures,
      }),
      says: /signature is not valid/,
    },
    {
      name: 'a key that is not known',
      envelope: () => signStatement(statementOf(), signerOf(stranger, 'x')),
      says: /signed by none of the keys: 'x'/,
    },
    {
      name: 'a key under the name of another',
      envelope: () => signStatement(statementOf(), signerOf(stranger, '2026')),
      says: /signature is not valid/,
    },
    {
      name: 'another type of payload',
      envelope: () => ({ ...signed(), payloadType: 'text/plain' }),
      says: /no in-toto statement but 'text\/plain'/,
    },
    {
      name: 'no signature',
      envelope: () => ({ ...signed(), signatures: [] }),
      says: /none of the keys/,
    },
    {
      name: 'the statement without its envelope',
      envelope: () => statementOf(),
      says: /no signed statement/,
    },
    { name: 'no JSON', envelope: () => 'GO', says: /is no JSON/ },
    { name: 'nothing', envelope: () => 'null', says: /no signed statement/ },
  ])('refuses $name', async ({ envelope, asked, says }) => {
    const { code, said } = await check(envelope(), asked);
    expect(said).toMatch(says);
    expect(said).toMatch(/^Refused: /);
    expect(code).toBe(1);
  });

  it.each<{ name: string; args: string[]; says: RegExp }>([
    { name: 'no arguments', args: [], says: /are needed/ },
    { name: 'an unknown one', args: ['--force'], says: /--force/ },
    {
      name: 'a file that is not there',
      args: ['--record', 'none.json'],
      says: /none.json cannot be read/,
    },
  ])('says how it is used: $name', async ({ args, says }) => {
    const { code, said } = await run(...args);
    expect(code).toBe(2);
    expect(said).toMatch(says);
    expect(said).toContain('Usage:');
  });

  it('takes no part of a commit for one', async () => {
    const { code, said } = await check(signed(), {
      commit: COMMIT.slice(0, 12),
    });
    expect(said).toContain('no full id of a commit');
    expect(code).toBe(2);
  });

  it('refuses it wherever a byte of it is another', async () => {
    const envelope = signed();
    const bytes = Buffer.from(envelope.payload, 'base64');
    const passed: number[] = [];
    // Each is a process of its own.
    for (let at = 0; at < bytes.length; at += 101) {
      const altered = Buffer.from(bytes);
      altered[at] ^= 1;
      const payload = altered.toString('base64');
      const { code, said } = await check({ ...envelope, payload });
      if (code !== 1 || !said.includes('signature')) passed.push(at);
    }
    expect(passed).toEqual([]);
    expect(bytes.length).toBeGreaterThan(500);
  });

  it('takes no keys that it cannot read for keys that refuse', async () => {
    await write('empty.json', { keys: [] });
    await write('statement.json', signed());
    const about = ['--entity', API, '--commit', COMMIT, 'statement.json'];
    expect(await run('--keys', 'empty.json', ...about)).toMatchObject({
      code: 2,
    });
  });

  describe('on an exported record', () => {
    type Held = Omit<DecisionRecord, 'kind'> & {
      kind: LaunchRecord['kind'];
      extra?: null;
    };
    interface Entry {
      hash: string;
      record: Held;
    }
    type Change = (records: Entry[]) => void;

    const hashed = (record: Held): Entry => ({
      hash: hashOf(canonicalJson(record)),
      record,
    });

    const exported = (change: Change = () => {}) => {
      const records: Entry[] = [];
      for (let n = 1; n <= 3; n++) {
        const record = {
          ...decisionRecord(),
          id: `record-${n}`,
          sequence: n,
          previousHash: records.at(-1)?.hash ?? NO_RECORD,
          note: 'ä\u0000"\u2028\ud800',
          numbers: [1e21, 0.1, -0, 5e-324],
        };
        records.push(hashed(record));
      }
      change(records);
      return { schema: 'production-readiness/record-export/v1', records };
    };

    async function checkRecord(content: unknown) {
      await write('record.json', content);
      return run('--record', 'record.json');
    }

    it('holds what is as it was written, and what stands between other reviews', async () => {
      const whole = exported();
      expect(await checkRecord(whole)).toEqual({
        code: 0,
        said: `3 records hold, the last is ${whole.records[2].hash}\n`,
      });
      const parts = exported(records => records.splice(1, 1));
      expect(await checkRecord(parts)).toMatchObject({ code: 0 });
    });

    describe('beside a statement', () => {
      type Kind = LaunchRecord['kind'];
      const checkBoth = async (kinds: Kind[]) => {
        const whole = exported(records => {
          records.splice(kinds.length);
          kinds.forEach((kind, index) => {
            const previousHash = records[index - 1]?.hash ?? NO_RECORD;
            records[index] = hashed({
              ...records[index].record,
              kind,
              previousHash,
            });
          });
        });
        await write('record.json', whole);
        return check(changed({ recordHash: whole.records[0].hash }), {
          more: ['--record', 'record.json'],
        });
      };

      it.each<{ name: string; kinds: Kind[]; code: number; says: RegExp }>([
        {
          name: 'allows what stands',
          kinds: ['decision'],
          code: 0,
          says: /^GO: /,
        },
        {
          name: 'allows what was launched',
          kinds: ['decision', 'launch', 'post-launch'],
          code: 0,
          says: /^GO: /,
        },
        {
          name: 'refuses what was withdrawn',
          kinds: ['decision', 'launch', 'withdrawal'],
          code: 1,
          says: /was withdrawn at 2026-12-01/,
        },
        {
          name: 'refuses what was decided anew',
          kinds: ['decision', 'decision'],
          code: 1,
          says: /decided anew at 2026-12-01/,
        },
        {
          name: 'refuses what is no decision',
          kinds: ['launch'],
          code: 1,
          says: /is not in the record/,
        },
      ])('$name', async ({ kinds, code, says }) => {
        const ended = await checkBoth(kinds);
        expect(ended.said).toMatch(says);
        expect(ended.code).toBe(code);
      });

      it('refuses records of another launch, and altered ones', async () => {
        await write('record.json', exported());
        const more = ['--record', 'record.json'];
        expect(await check(signed(), { more })).toEqual({
          code: 1,
          said: expect.stringMatching(/\(h+\) is not in the record/),
        });
        await write(
          'record.json',
          exported(([, second]) => {
            second.record.kind = 'post-launch';
          }),
        );
        expect(await check(signed(), { more })).toEqual({
          code: 1,
          said: expect.stringMatching(/record 2 is not what its hash/),
        });
      });
    });

    it.each<{ name: string; change: Change; says: RegExp }>([
      {
        name: 'a decision that was changed',
        change: ([, second]) => {
          second.record.decision.outcome = 'no-go';
        },
        says: /record 2 is not what its hash was made of/,
      },
      {
        name: 'a field that was added',
        change: ([first]) => {
          first.record.extra = null;
        },
        says: /record 1 is not/,
      },
      {
        name: 'one that was hashed anew',
        change: ([first]) => {
          first.record.decision.by = 'user:default/eve';
          first.hash = hashed(first.record).hash;
        },
        says: /record 2 does not follow/,
      },
      {
        name: 'another order',
        change: records => records.reverse(),
        says: /record 2 is out of order/,
      },
      {
        name: 'nothing at all',
        change: records => records.splice(0),
        says: /no export of records/,
      },
    ])('refuses $name', async ({ change, says }) => {
      const { code, said } = await checkRecord(exported(change));
      expect(said).toMatch(says);
      expect(code).toBe(1);
    });
  });
});
