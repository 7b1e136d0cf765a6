import {
  type JsonObject,
  CannotSay,
  notDeclared,
  parseEnvExample,
  saysRequired,
  type EnvExampleEntry,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

const names = z.array(z.string());

export const envExampleSchema = z.object({
  found: z.boolean(),
  keys: names,
  required: names,
  described: names,
});

/**
 * Names of the variables, which of them are commented as REQUIRED and which
 * have a comment at all: in the lines above (up to a blank one) or beside.
 */
export function readEnvExample(path: string, found: FoundFiles): JsonObject {
  const content = [...found.contents.values()][0];
  if (content === undefined) {
    throw new CannotSay(
      notDeclared(`the repository has no ${path}, or one that is too large`),
    );
  }
  const entries = parseEnvExample(content);
  const keysOf = (wanted: (entry: EnvExampleEntry) => boolean) =>
    entries.filter(wanted).map(({ key }) => key);
  return {
    found: true,
    keys: keysOf(() => true),
    required: keysOf(saysRequired),
    described: keysOf(({ comment }) => /\p{L}/u.test(comment)),
  };
}
