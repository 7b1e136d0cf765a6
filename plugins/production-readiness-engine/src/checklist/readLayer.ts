import type { LintFinding } from '@production-readiness/backstage-plugin-production-readiness-common';
import { categorySchema, checklistSchema } from './schema';
import type { CategorySource, ChecklistSource } from './schema';
import { schemaFindings } from './schemaFindings';
import { SourceFile } from './sourceFile';
import type { Origin } from './origins';

/** A file of a checklist, as text. @public */
export interface ChecklistFile {
  /** As it is shown, and as `categories` names it; relative to the entry's folder. */
  name: string;
  text: string;
}

/** The files of one checklist. @public */
export interface ChecklistFiles {
  files: ChecklistFile[];
  /** Name of the file that holds the whole. */
  entry: string;
}

/** One checklist as it is written, without what it extends. */
export interface Layer {
  header: ChecklistSource;
  origin: Origin;
  categories: { source: CategorySource; origin: Origin }[];
}

/** Reads the files of one checklist; the layer is undefined where one is unusable. */
export function readLayer({ files, entry }: ChecklistFiles): {
  layer?: Layer;
  findings: LintFinding[];
} {
  const findings: LintFinding[] = [];
  const entryFile = readFile(files, entry);
  if (!entryFile) {
    return { findings: [missing(entry, { file: entry, line: 1, column: 1 })] };
  }
  const header = validate(checklistSchema, entryFile, findings);
  if (!header) return { findings };

  const origin: Origin = { file: entryFile, path: [] };
  const categories: Layer['categories'] = [];
  for (const [index, category] of (header.categories ?? []).entries()) {
    const path = ['categories', index];
    if (typeof category !== 'string') {
      categories.push({ source: category, origin: { file: entryFile, path } });
      continue;
    }
    const file = readFile(files, category, entry);
    if (!file) {
      findings.push(missing(category, entryFile.positionOf(path)));
      continue;
    }
    const source = validate(categorySchema, file, findings);
    if (source) categories.push({ source, origin: { file, path: [] } });
  }
  return { layer: { header, origin, categories }, findings };
}

/**
 * What is wrong with the form of a category file alone, without the checklist
 * that it belongs to; what it refers to is not looked up.
 *
 * @public
 */
export function lintCategoryFile({ name, text }: ChecklistFile): LintFinding[] {
  const findings: LintFinding[] = [];
  validate(categorySchema, new SourceFile(name, text), findings);
  return findings;
}

function readFile(
  files: readonly ChecklistFile[],
  name: string,
  entry?: string,
): SourceFile | undefined {
  const besideEntry = entry?.includes('/')
    ? `${entry.slice(0, entry.lastIndexOf('/') + 1)}${name}`
    : name;
  const found =
    files.find(file => file.name === besideEntry) ??
    files.find(file => file.name === name);
  return found && new SourceFile(found.name, found.text);
}

function validate<T>(
  schema: {
    safeParse(
      value: unknown,
    ):
      | { success: true; data: T }
      | { success: false; error: { issues: any[] } };
  },
  file: SourceFile,
  findings: LintFinding[],
): T | undefined {
  findings.push(...file.findings);
  if (file.findings.length > 0) return undefined;
  const result = schema.safeParse(file.value);
  if (result.success) return result.data;
  findings.push(...schemaFindings(file, result.error.issues));
  return undefined;
}

function missing(
  name: string,
  position: { file: string; line: number; column: number },
): LintFinding {
  return {
    level: 'error',
    rule: 'file',
    message: `the file '${name}' is not there`,
    ...position,
  };
}
