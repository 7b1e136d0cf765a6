import { RE2JS } from 're2js';
import { z } from 'zod';

const FLAGS = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE;

/** A compiled RE2 pattern: linear in the text, whatever a checklist asks for. */
export interface Pattern {
  test(text: string): boolean;
  /** The first group of the first match, else the match; undefined without one. */
  first(text: string): string | undefined;
  /** Where the first match begins; undefined without one. */
  indexIn(text: string): number | undefined;
}

/** Case does not matter, `^` and `$` match at lines. Throws on a bad pattern. */
export function compilePattern(source: string): Pattern {
  const compiled = RE2JS.compile(source, FLAGS);
  return {
    test: text => compiled.matcher(text).find(),
    first: text => {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return undefined;
      return (
        (matcher.groupCount() > 0 ? matcher.group(1) : undefined) ??
        matcher.group() ??
        undefined
      );
    },
    indexIn: text => {
      const matcher = compiled.matcher(text);
      return matcher.find() ? matcher.start() : undefined;
    },
  };
}

/** A parameter that holds an RE2 pattern, refused when the checklist is read. */
export const patternParameter = z
  .string()
  .min(1)
  .max(1000)
  .superRefine((source, context) => {
    if (source.startsWith('=')) return; // an expression: known only per entity
    try {
      compilePattern(source);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: `not a regular expression of RE2: ${(error as Error).message}`,
      });
    }
  });
