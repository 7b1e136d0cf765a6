#!/usr/bin/env node
/**
 * Writes what is derived from other files of the repository. With `--check`
 * nothing is written: exits 1 if something is out of date, and says what to run.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateClientTypes } from './generate/clientTypes.mjs';

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

const files = [await generateClientTypes(root)];
const outdated = [];
for (const { path, content } of files) {
  if ((await read(path)) === content) continue;
  outdated.push(path);
  if (check) continue;
  const target = fileURLToPath(new URL(path, root));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

if (check && outdated.length > 0) {
  console.error(
    `Out of date:\n${outdated.map(path => `  ${path}`).join('\n')}`,
  );
  console.error('Run `yarn build:generated` and commit what it changes.');
  process.exit(1);
}
console.log(
  outdated.length > 0
    ? `Written:\n${outdated.map(path => `  ${path}`).join('\n')}`
    : `${files.length} generated file(s) are up to date`,
);
