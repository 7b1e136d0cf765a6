import { verify } from 'node:crypto';
import {
  ReportError,
  readShape,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { dsse } from '@sigstore/core';
import { z } from 'zod';
import type { TokenEntry } from './config';

/** Type of the payload that a signed report has: the envelope as JSON. */
export const SIGNED_REPORT = 'application/vnd.production-readiness.report+json';

const base64 = z.base64().or(z.base64url());

const signed = z.strictObject({
  payload: base64,
  payloadType: z.string(),
  signatures: z
    .array(z.strictObject({ keyid: z.string().default(''), sig: base64 }))
    .min(1)
    .max(10),
});

/** Whether it is meant as a signed envelope (DSSE). */
export function isSigned(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    'payloadType' in body &&
    'signatures' in body
  );
}

/**
 * The envelope inside a signed one, and whose key it was. Throws ReportError
 * unless one of the keys signed exactly these bytes.
 */
export function openSigned(
  body: unknown,
  keys: TokenEntry['keys'],
): { envelope: unknown; signedBy: string } {
  const { payload, payloadType, signatures } = readShape(signed, body);
  if (payloadType !== SIGNED_REPORT) {
    throw new ReportError('payloadType', `is not '${SIGNED_REPORT}'`);
  }
  const bytes = Buffer.from(payload, 'base64');
  const encoded = dsse.preAuthEncoding(payloadType, bytes);
  const key = keys.find(({ keyid, publicKey }) =>
    signatures.some(
      each =>
        // A hint only, as DSSE has it: without one every key is tried.
        (each.keyid === '' || each.keyid === keyid) &&
        isValid(encoded, publicKey, Buffer.from(each.sig, 'base64')),
    ),
  );
  if (!key) {
    throw new ReportError(
      'signatures',
      keys.length === 0
        ? "no key is configured for this token, so the signature cannot be verified: add it under 'keys' of its entry in productionReadiness.reports.tokens"
        : `none is valid by a key of this token (${keys
            .map(({ keyid }) => keyid)
            .join(', ')})`,
    );
  }
  return { envelope: parseJson(bytes), signedBy: key.keyid };
}

function isValid(
  data: Buffer,
  key: TokenEntry['keys'][number]['publicKey'],
  signature: Buffer,
): boolean {
  // Ed25519 and Ed448 bring their own digest; the others sign SHA-256.
  const brings = key.asymmetricKeyType?.startsWith('ed') ?? false;
  try {
    return verify(brings ? null : 'sha256', data, key, signature);
  } catch {
    return false;
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new ReportError('payload', 'is no JSON');
  }
}
