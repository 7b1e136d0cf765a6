// Writes what is derived from other files of the repository; with --check
// nothing is written, and what is out of date fails with the command that fixes it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureToolchain } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const { generateClientTypes } = await import('./generate/clientTypes.mjs');
const { generateChecklistSchemas } = await import(
  './generate/checklistSchemas.mjs'
);
const root = new URL('../', import.meta.url);
const check = process.argv.includes('--check');

async function read(path) {
  try {
    return await readFile(new URL(path, root), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function write(path, content) {
  const target = fileURLToPath(new URL(path, root));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

const files = [
  await generateClientTypes(root),
  ...(await generateChecklistSchemas(root)),
];
const outdated = [];
for (const file of files) {
  if ((await read(file.path)) !== file.content) outdated.push(file);
}
const names = outdated.map(({ path }) => `  ${path}`).join('\n');

if (check && outdated.length > 0) {
  console.error(`Out of date:\n${names}`);
  console.error('Run `yarn build:generated` and commit what it changes.');
  process.exit(1);
}
for (const { path, content } of outdated) await write(path, content);
console.log(
  outdated.length > 0
    ? `Written:\n${names}`
    : `${files.length} generated files are up to date`,
);
