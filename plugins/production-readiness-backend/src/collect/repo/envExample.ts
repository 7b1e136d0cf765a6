import {
  type JsonObject,
  CannotSay,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { FoundFiles } from './fileSelection';

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
  const entries = parseEntries(content);
  const keysOf = (wanted: (comment: string) => boolean) =>
    entries.filter(({ comment }) => wanted(comment)).map(({ key }) => key);
  return {
    found: true,
    keys: keysOf(() => true),
    required: keysOf(comment => /\bREQUIRED\b/.test(comment)),
    described: keysOf(comment => /\p{L}/u.test(comment)),
  };
}

function parseEntries(content: string): { key: string; comment: string }[] {
  const entries: { key: string; comment: string }[] = [];
  let above = '';
  for (const line of content.split(/\r?\n/)) {
    const entry = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(
      line,
    );
    if (entry) {
      const beside = /(?:^|\s)#\s*(.*)$/.exec(entry[2])?.[1] ?? '';
      entries.push({ key: entry[1], comment: `${above} ${beside}`.trim() });
      above = '';
    } else {
      const comment = /^\s*#\s?(.*)$/.exec(line)?.[1];
      above = comment === undefined ? '' : `${above} ${comment}`;
    }
  }
  return entries;
}
