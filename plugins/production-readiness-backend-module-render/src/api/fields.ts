import { z } from 'zod';

/** A text; absent, `null` and empty are the same to Render and `null` here. */
export const text = z
  .string()
  .nullish()
  .transform(value => (value ? value : null));

/** A time as Render writes it, RFC 3339; `null` where there is none. */
export const time = text;

/** A number; `null` where there is none. */
export const number = z
  .number()
  .nullish()
  .transform(value => value ?? null);

export const flag = z
  .boolean()
  .nullish()
  .transform(value => value ?? false);

/** A list; Render sends `null` for an empty one. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullable()
    .transform(value => value ?? []);
}
