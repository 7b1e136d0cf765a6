import picomatch from 'picomatch';

/** Bounds on what one fact reads of a repository. */
export const MAX_FILES = 50;
export const MAX_FILE_BYTES = 1024 * 1024;
const MAX_LISTED = 1000;

const NEVER = /(^|\/)(\.git|node_modules|\.next|\.venv|__pycache__)(\/|$)/;

/** What one fact wants of a tree. */
export interface FileQuery {
  globs: string[];
  /** `list`: only that they are there. */
  mode: 'list' | 'read';
}

/** What was found for one query, in the order of the tree. */
export interface FoundFiles {
  files: { path: string; bytes: number }[];
  contents: Map<string, string>;
  /** False where more was there than is read. */
  complete: boolean;
}

interface QueryState {
  query: FileQuery;
  matches: (path: string) => boolean;
  found: FoundFiles;
  /** Paths whose content was promised. */
  reading: Set<string>;
}

/**
 * Picks the files of all queries while a tree streams by: `offer` says whether
 * the content of a file is wanted.
 */
export class FileSelection {
  readonly #parts: QueryState[];

  constructor(queries: FileQuery[]) {
    this.#parts = queries.map(query => ({
      query,
      matches: picomatch(query.globs, { dot: true, nocase: true }),
      found: { files: [], contents: new Map(), complete: true },
      reading: new Set(),
    }));
  }

  /** Called once for each file of the tree. */
  offer(path: string, bytes: number): boolean {
    if (NEVER.test(path)) return false;
    // Each query has to see the file: no short cut.
    return this.#parts
      .map(part => part.matches(path) && this.#take(part, { path, bytes }))
      .some(Boolean);
  }

  /** Hands over the content of a file that was wanted. */
  deliver(path: string, content: string): void {
    for (const part of this.#parts) {
      if (part.reading.has(path)) part.found.contents.set(path, content);
    }
  }

  /** The tree had more than was walked. */
  truncate(): void {
    for (const { found } of this.#parts) found.complete = false;
  }

  results(): FoundFiles[] {
    return this.#parts.map(part => part.found);
  }

  #take(part: QueryState, file: { path: string; bytes: number }): boolean {
    const { query, found, reading } = part;
    if (found.files.length >= MAX_LISTED) {
      found.complete = false;
      return false;
    }
    found.files.push(file);
    if (query.mode === 'list') return false;
    if (reading.size >= MAX_FILES || file.bytes > MAX_FILE_BYTES) {
      found.complete = false;
      return false;
    }
    reading.add(file.path);
    return true;
  }
}
