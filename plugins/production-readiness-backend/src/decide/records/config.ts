import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
} from 'node:crypto';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { RecordKey } from '@production-readiness/backstage-plugin-production-readiness-common';
import { durationMs } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { z } from 'zod';

export interface SigningConfig {
  /** Absent: nothing is signed. */
  signer?: {
    keyid: string;
    privateKey: KeyObject;
    /** Milliseconds that a statement counts after it was signed. */
    validForMs: number;
  };
  /** The active one first; the others still verify. */
  keys: RecordKey[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** PEM; a variable of the environment often holds `\n` in place of line ends. */
const pem = (read: (text: string) => KeyObject, what: string) =>
  z.string().transform((text, context): KeyObject => {
    const key = readKey(() => read(text.replaceAll('\\n', '\n')));
    if (key?.asymmetricKeyType === 'ed25519') return key;
    // Never the text itself: it may be a private key that is only misspelt.
    context.addIssue({ code: 'custom', message: `is no ${what} in PEM` });
    return z.NEVER;
  });

const publicKey = pem(text => {
  // Node makes a public key of a private one: that one would be no secret here.
  if (text.includes('PRIVATE KEY')) throw new Error('A private key');
  return createPublicKey(text);
}, 'public ed25519 key');

const signing = z.strictObject({
  keyid: z.string().min(1).optional(),
  privateKey: pem(createPrivateKey, 'private ed25519 key'),
  validFor: z
    .string()
    .transform(text => durationMs(text))
    .refine(ms => ms !== undefined && ms > 0, {
      message: 'is no duration like P1D or PT2H',
    })
    .default(DAY_MS),
  retired: z
    .array(z.strictObject({ keyid: z.string().min(1).optional(), publicKey }))
    .default([]),
});

/** Reads `productionReadiness.records.signing`; throws InputError that names what cannot be used. */
export function readSigningConfig(config: Config): SigningConfig {
  const section = config.getOptional('productionReadiness.records.signing');
  if (section === undefined) return { keys: [] };
  const parsed = signing.safeParse(section);
  if (!parsed.success) {
    throw new InputError(
      `productionReadiness.records.signing cannot be used: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const { privateKey, validFor, retired } = parsed.data;
  const own = createPublicKey(privateKey);
  const active = keyOf(parsed.data.keyid, own, true);
  const keys = [
    active,
    ...retired.map(each => keyOf(each.keyid, each.publicKey, false)),
  ];
  const twice = keys.find(
    ({ keyid }, index) => keys.findIndex(key => key.keyid === keyid) < index,
  );
  if (twice) {
    throw new InputError(
      `productionReadiness.records.signing names two keys '${twice.keyid}': give a new key an id of its own`,
    );
  }
  return {
    signer: { keyid: active.keyid, privateKey, validForMs: validFor! },
    keys,
  };
}

/** Without a name of its own a key is named by its fingerprint. */
function keyOf(
  keyid: string | undefined,
  key: KeyObject,
  active: boolean,
): RecordKey {
  const der = key.export({ type: 'spki', format: 'der' });
  return {
    keyid: keyid ?? createHash('sha256').update(der).digest('hex').slice(0, 16),
    publicKey: key.export({ type: 'spki', format: 'pem' }).toString(),
    active,
  };
}

function readKey(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
