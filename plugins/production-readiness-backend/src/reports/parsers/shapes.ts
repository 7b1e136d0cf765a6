import { z } from 'zod';

/** A name, an id or a few words; never a quotation. */
export const words = z.string().min(1).max(200);

export const count = z.number().int().min(0);

export const amount = z.number().min(0);

/** ISO 8601 with an offset, answered in UTC. */
export const time = z.iso
  .datetime({ offset: true, local: false })
  .transform(text => new Date(text).toISOString());

/** A date alone counts from its beginning. */
export const dateOrTime = z.union([
  z.iso.date().transform(text => new Date(text).toISOString()),
  time,
]);

export const outcome = z.enum(['success', 'failure']);

/** A count or a checksum, to be compared with another. */
export const figure = z.union([z.number(), z.string().min(1).max(200)]);

/** Lists that expressions walk are bounded (semantics 3.4). */
export const MOST_ENTRIES = 2000;

/** What was not said is null, never a missing key (semantics 2.1). */
export function orNull<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform(value => value ?? null);
}
