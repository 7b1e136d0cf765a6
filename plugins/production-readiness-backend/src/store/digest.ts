import { createHash } from 'node:crypto';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';

/**
 * SHA-256 of a value's canonical JSON, in hex: the engine's `digestOf`, by
 * Node's own hash, which takes a large document a tenth of the time.
 */
export function digestOf(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
