// Checks a checklist: `node scripts/lint-checklist.mjs <folder>`, or the form of
// a category file alone. Prints what the linter says as file:line:column and
// ends with 1 where there is an error.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const {
  lintCategoryFile,
  parseChecklist,
} = require('../plugins/production-readiness-engine/src/index.ts');

const ENTRY = 'checklist.yaml';

function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The checklist that another one extends stands in the folder beside it. */
function resolveExtends(folder) {
  return id => {
    const base = join(dirname(folder), id);
    if (!statSync(base, { throwIfNoEntry: false })?.isDirectory()) {
      return undefined;
    }
    return {
      entry: `../${id}/${ENTRY}`,
      files: filesOf(base).map(file => ({
        ...file,
        name: `../${id}/${file.name}`,
      })),
    };
  };
}

function print(folder, { level, rule, message, file, line, column }) {
  const place = file
    ? `${relative(process.cwd(), join(folder, file))}:${line}:${column} `
    : '';
  process.stdout.write(`${place}${level} ${rule}: ${message}\n`);
}

function lintCategory(path) {
  const findings = lintCategoryFile({
    name: basename(path),
    text: readFileSync(path, 'utf8'),
  });
  for (const finding of findings) print(dirname(resolve(path)), finding);
  return findings.length === 0;
}

function lintFolder(path) {
  const folder = resolve(path);
  const { findings, checklist } = parseChecklist({
    files: filesOf(folder),
    entry: ENTRY,
    resolveExtends: resolveExtends(folder),
  });
  for (const finding of findings) print(folder, finding);
  if (!checklist) return false;
  const criteria = checklist.items.flatMap(item => item.criteria);
  process.stdout.write(
    `${path}: ${checklist.id} ${checklist.version}, ${checklist.items.length} items, ${criteria.length} criteria, ${checklist.collect.length} facts\n`,
  );
  return true;
}

function lint(path) {
  return statSync(path).isDirectory() ? lintFolder(path) : lintCategory(path);
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  process.stderr.write(
    'Usage: node scripts/lint-checklist.mjs <folder or category file>...\n',
  );
  process.exitCode = 2;
} else if (!paths.map(lint).every(Boolean)) {
  process.exitCode = 1;
}
