import { createHash } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';

/** Equal content has an equal digest, whatever the order of its keys. */
export function digestOf(content: unknown): string {
  return createHash('sha256')
    .update(stringify(content) ?? 'undefined')
    .digest('hex');
}
