import { ConfigReader } from '@backstage/config';
import { keyPair } from './__testUtils__/keys';
import { readSigningConfig } from './config';

const own = keyPair();
const former = keyPair();

const read = (signing?: object) =>
  readSigningConfig(
    new ConfigReader({ productionReadiness: { records: { signing } } }),
  );

describe('keys of records', () => {
  it('are none without configuration', () => {
    expect(read()).toEqual({ keys: [] });
    expect(readSigningConfig(new ConfigReader({}))).toEqual({ keys: [] });
  });

  it('are the one that signs, and those that did', () => {
    const { signer, keys } = read({
      keyid: '2026',
      privateKey: own.privateKey,
      validFor: 'PT2H',
      retired: [{ keyid: '2025', publicKey: former.publicKey }],
    });
    expect(signer).toMatchObject({ keyid: '2026', validForMs: 7_200_000 });
    expect(keys).toEqual([
      { keyid: '2026', publicKey: own.publicKey, active: true },
      { keyid: '2025', publicKey: former.publicKey, active: false },
    ]);
  });

  it('are named by their fingerprints, and count a day', () => {
    const { signer, keys } = read({ privateKey: own.privateKey });
    expect(signer!.validForMs).toBe(86_400_000);
    expect(keys[0].keyid).toMatch(/^[0-9a-f]{16}$/);
    expect(signer!.keyid).toBe(keys[0].keyid);
  });

  it('may come from a variable that holds no line ends', () => {
    const privateKey = own.privateKey.replaceAll('\n', '\\n');
    expect(read({ privateKey }).keys[0].publicKey).toBe(own.publicKey);
  });

  it.each([
    {
      name: 'no key',
      signing: { privateKey: 'SECRET-TEXT' },
      says: /privateKey/,
    },
    {
      name: 'a public key in its place',
      signing: { privateKey: own.publicKey },
      says: /no private ed25519 key/,
    },
    {
      name: 'a key of another kind',
      signing: { privateKey: keyPair('ed448').privateKey },
      says: /no private ed25519 key/,
    },
    {
      name: 'a private key that signs no more, which is no secret here',
      signing: {
        privateKey: own.privateKey,
        retired: [{ publicKey: former.privateKey }],
      },
      says: /no public ed25519 key/,
    },
    {
      name: 'no duration',
      signing: { privateKey: own.privateKey, validFor: 'soon' },
      says: /validFor/,
    },
    {
      name: 'an id twice',
      signing: {
        keyid: 'a',
        privateKey: own.privateKey,
        retired: [{ keyid: 'a', publicKey: former.publicKey }],
      },
      says: /two keys 'a'/,
    },
    { name: 'an unknown field', signing: { key: 'x' }, says: /privateKey/ },
  ])('that cannot be used are refused without being told: $name', each => {
    const { signing, says } = each;
    expect(() => read(signing)).toThrow(says);
    let message = '';
    try {
      read(signing);
    } catch (error) {
      message = String(error);
    }
    expect(message).not.toContain('SECRET-TEXT');
    expect(message).not.toContain('BEGIN');
  });
});
