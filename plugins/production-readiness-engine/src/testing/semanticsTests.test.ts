import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');
const FOLDERS: Record<string, string> = {
  engine: 'plugins/production-readiness-engine/src',
  backend: 'plugins/production-readiness-backend/src',
};

/** A file that the page names, with the names of tests that follow it. */
function claims(row: string): { file: string; names: string[] }[] {
  const [, , , tests = ''] = row.split(/(?<!\\)\|/);
  const pieces = tests.split(/`((?:engine|backend)\/[^`]*\.test\.ts)`/);
  return pieces.flatMap((file, index) =>
    index % 2 === 1 ? [{ file, names: namesIn(pieces[index + 1]) }] : [],
  );
}

function namesIn(text: string): string[] {
  const quoted = text.matchAll(
    /(?<![\w])'((?:[^']|'(?=\w))+)'(?!\w)|"([^"]+)"/g,
  );
  return [...quoted].map(([, single, double]) => (single ?? double).trim());
}

/** Names are compared by their letters: quotes are written in many ways. */
function plain(text: string): string {
  return text
    .replace(/&#124;/g, '|')
    .replace(/[^\p{L}\p{N}|&$%]+/gu, ' ')
    .trim();
}

const page = readFileSync(join(ROOT, 'docs/semantics-tests.md'), 'utf8');
const rows = page.split('\n').filter(line => /^\| \d\.\d /.test(line));

describe('docs/semantics-tests.md', () => {
  it('has a row for each rule', () => {
    const rules = { 1: 4, 2: 5, 3: 6, 4: 6, 5: 7, 6: 6, 7: 6 };
    const expected = Object.entries(rules).flatMap(([chapter, count]) =>
      Array.from({ length: count }, (_, index) => `${chapter}.${index + 1}`),
    );
    const found = rows.map(row => row.split('|')[1].trim());
    expect([...new Set(found)]).toEqual(expected);
  });

  it.each(rows.map(row => [row.split('|').slice(1, 3).join('').trim(), row]))(
    'names tests that exist: %s',
    (_, row) => {
      const missing = claims(row).flatMap(({ file, names }) => {
        const [folder, ...rest] = file.split('/');
        const path = join(ROOT, FOLDERS[folder], ...rest);
        if (!existsSync(path)) return [file];
        const text = plain(readFileSync(path, 'utf8'));
        return names
          .filter(name => !text.includes(plain(name)))
          .map(name => `${file}: ${name}`);
      });
      expect(missing).toEqual([]);
    },
  );
});
