import {
  compilePattern,
  type JsonObject,
  CannotSay,
  MAX_FILES,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { RuleParams } from './params';

const MAX_HITS = 20;

export const ruleSchema = z.object({
  matched: z.boolean(),
  found: z.boolean(),
  files: z.number(),
  hits: z.array(z.object({ path: z.string(), line: z.number() })),
  complete: z.boolean(),
});

/**
 * Whether a pattern is found in some file, or with `absent` in none. Where not
 * all files were read 'nowhere' cannot be claimed: a miss.
 */
export function readRule(params: RuleParams, found: FoundFiles): JsonObject {
  const hits = findHits(params.pattern, found);
  if (hits.length === 0 && !found.complete) {
    throw new CannotSay({
      cause: 'check-error',
      message: `the globs ${params.globs.join(
        ', ',
      )} find more than ${MAX_FILES} files, or larger ones than are read: narrow them in the checklist`,
    });
  }
  return {
    matched: params.absent ? hits.length === 0 : hits.length > 0,
    found: hits.length > 0,
    files: found.files.length,
    hits: hits.slice(0, MAX_HITS),
    complete: found.complete,
  };
}

// A pattern may span lines, so it is tried on the file; the line is where the
// match begins. What matched is not kept: it may be a secret.
function findHits(
  source: string,
  found: FoundFiles,
): { path: string; line: number }[] {
  const pattern = compilePattern(source);
  return [...found.contents].flatMap(([path, content]) => {
    const start = pattern.indexIn(content);
    return start === undefined
      ? []
      : [{ path, line: content.slice(0, start).split('\n').length }];
  });
}
