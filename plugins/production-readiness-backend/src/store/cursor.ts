import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Opaque to clients: where the next page begins. */
export function encodeCursor(position: (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Throws InputError on anything that `encodeCursor` has not made for such a position. */
export function decodeCursor<T extends z.ZodType>(
  cursor: string,
  position: T,
): z.infer<T> {
  const parsed = position.safeParse(parseJson(cursor));
  if (!parsed.success) {
    throw new InputError(
      `Cursor '${cursor.slice(
        0,
        100,
      )}' does not fit this list; ask for the first page again`,
    );
  }
  return parsed.data;
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
