// `node scripts/coverage.mjs`: runs KAMIYO's stand-in, healthy, with every
// vendor and all reports, and writes what became of each criterion into
// docs/coverage.md, between its two marks. With --check nothing is written, and
// what is out of date fails with the command that fixes it.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import prettier from 'prettier';
import { ensureToolchain, root } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);
createRequire(import.meta.url)('@backstage/cli/config/nodeTransform.cjs');

const FILE = path.join(root, 'docs/coverage.md');
const START = '<!-- generated: start -->';
const END = '<!-- generated: end -->';
const SUBJECT = 'system/default/kamiyo';

const testUtils = createRequire(
  path.join(
    root,
    'plugins/production-readiness-backend/src/standIn/__testUtils__/index.ts',
  ),
);
const { coverageRows } = testUtils('./coverage.ts');
const { coverageMarkdown } = testUtils('./coverageDocument.ts');
const { startStandIn } = testUtils('./startStandIn.ts');
const { loadKamiyo } = testUtils('./vendorWorld.ts');

async function generated() {
  const checklist = await loadKamiyo();
  const standIn = await startStandIn('healthy');
  try {
    const rows = coverageRows(checklist, await standIn.run(SUBJECT));
    return coverageMarkdown(checklist, rows);
  } finally {
    await standIn.stop();
  }
}

/** The file with what stands between its marks replaced; people write the rest. */
function withGenerated(text, markdown) {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start)
    throw new Error(`${FILE} has to hold '${START}' and, after it, '${END}'`);
  return [text.slice(0, start + START.length), markdown, text.slice(end)].join(
    '\n\n',
  );
}

async function main() {
  const current = await readFile(FILE, 'utf8');
  const wanted = prettier.format(withGenerated(current, await generated()), {
    ...(await prettier.resolveConfig(FILE)),
    parser: 'markdown',
  });
  if (wanted === current) {
    console.log('docs/coverage.md is up to date');
    return 0;
  }
  if (process.argv.includes('--check')) {
    console.error(
      'docs/coverage.md is out of date. Run `node scripts/coverage.mjs` and commit what it changes.',
    );
    return 1;
  }
  await writeFile(FILE, wanted);
  console.log('Written: docs/coverage.md');
  return 0;
}

// The backend of a test leaves handles open.
process.exit(await main());
