import {
  type JsonObject,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

const MAX_SHOWN = 200;

export const filesSchema = z.object({
  files: z.array(z.object({ path: z.string(), bytes: z.number() })),
  count: z.number(),
  complete: z.boolean(),
});

/** Which files are there. */
export function readFiles(found: FoundFiles): JsonObject {
  return {
    files: found.files.slice(0, MAX_SHOWN),
    count: found.files.length,
    complete: found.complete && found.files.length <= MAX_SHOWN,
  };
}
