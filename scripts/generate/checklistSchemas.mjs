import { rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import prettier from 'prettier';

const SOURCE = 'plugins/production-readiness-engine/src/checklist/schema.ts';
const TARGET = 'plugins/production-readiness-backend/checklists/schema';
const OWN_PACKAGES = /^(\.|\/|@production-readiness\/)/;

/** JSON Schemas of checklist files, from the schema that the parser uses. */
export async function generateChecklistSchemas(root) {
  const { checklistJsonSchemas } = await importTypeScript(root, SOURCE);
  const options = await prettier.resolveConfig(fileURLToPath(root));
  return Object.entries(checklistJsonSchemas()).map(([name, schema]) => ({
    path: `${TARGET}/${name}.schema.json`,
    content: prettier.format(JSON.stringify(schema), {
      ...options,
      parser: 'json',
    }),
  }));
}

/** Bundles our own TypeScript and imports the result; what it depends on stays outside. */
async function importTypeScript(root, path) {
  const outfile = fileURLToPath(
    new URL('node_modules/.cache/production-readiness/schema.mjs', root),
  );
  await build({
    entryPoints: [fileURLToPath(new URL(path, root))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [
      {
        name: 'keep-dependencies-outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /./ }, args =>
            OWN_PACKAGES.test(args.path) ? undefined : { external: true },
          ),
      },
    ],
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}
