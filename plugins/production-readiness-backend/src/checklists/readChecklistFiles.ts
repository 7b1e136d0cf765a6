import { posix } from 'node:path';
import type {
  ChecklistFile,
  ChecklistFiles,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { parse } from 'yaml';

/**
 * Reads the file that holds the whole, and those beside it that it names under
 * `categories`. What cannot be parsed is left to the engine, which says why.
 * Throws where a file cannot be read.
 */
export async function readChecklistFiles(
  entry: string,
  readFile: (name: string) => Promise<string>,
): Promise<ChecklistFiles> {
  const whole: ChecklistFile = { name: entry, text: await readFile(entry) };
  const others = await Promise.all(
    namedCategories(whole.text).map(async name => ({
      name,
      text: await readFile(name),
    })),
  );
  return { entry, files: [whole, ...others] };
}

/** Id that the files give themselves; undefined where they are too broken to tell. */
export function idOfChecklist(files: ChecklistFiles): string | undefined {
  const { id } = headerOf(files);
  return typeof id === 'string' ? id : undefined;
}

/** Version that the files give themselves; undefined where they are too broken to tell. */
export function versionOfChecklist(files: ChecklistFiles): string | undefined {
  const { version } = headerOf(files);
  return typeof version === 'string' ? version : undefined;
}

function headerOf({ files, entry }: ChecklistFiles): Record<string, unknown> {
  return lenientParse(files.find(file => file.name === entry)?.text);
}

/** What the author wrote, without comments and layout. */
export function contentOfFiles({ files }: ChecklistFiles): unknown {
  return files.map(file => [file.name, lenientParse(file.text)]);
}

function namedCategories(text: string): string[] {
  const { categories } = lenientParse(text);
  if (!Array.isArray(categories)) return [];
  const names = categories.filter(
    (each): each is string => typeof each === 'string',
  );
  return [...new Set(names)].filter(isBeside);
}

/** A checklist reads its own folder and nothing above it. */
function isBeside(name: string): boolean {
  const normal = posix.normalize(name);
  return !posix.isAbsolute(normal) && !normal.startsWith('..');
}

function lenientParse(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = parse(text ?? '', { logLevel: 'silent' });
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
