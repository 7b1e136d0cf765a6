/**
 * Writes src/__fixtures__/datadog.json: of Datadog's OpenAPI document (v1) the
 * operations that the module uses and the schemas that they refer to, without
 * words. `node scripts/extract-datadog.mjs <openapi.yaml> <commit>`; the document
 * is .generator/schemas/v1/openapi.yaml of DataDog/datadog-api-client-typescript
 * (Apache-2.0).
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const [source, commit] = process.argv.slice(2);
if (!source || !commit) {
  throw new Error('usage: extract-datadog.mjs <openapi.yaml> <commit>');
}
const PATHS = [
  '/api/v1/query',
  '/api/v1/monitor',
  '/api/v1/dashboard/{dashboard_id}',
];
/** What nobody reads. */
const OPAQUE = new Set([
  'MonitorFormulaAndFunctionQueryDefinition',
  'WidgetDefinition',
]);
const WORDS = new Set(['description', 'example', 'examples', 'externalDocs']);

const document = parse(fs.readFileSync(source, 'utf8'));
const schemas = {};

function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, each]) =>
      !name.startsWith('x-') && !(WORDS.has(name) && typeof each !== 'object'),
  );
  const rest = Object.fromEntries(
    entries
      .filter(([name]) => name !== 'examples' && name !== 'example')
      .map(([name, each]) => [name, bare(each)]),
  );
  // JSON schema knows no null without a type.
  return rest.nullable && !rest.type ? { ...rest, type: 'object' } : rest;
}

function take(value) {
  for (const [, name] of JSON.stringify(value).matchAll(
    /"#\/components\/schemas\/(\w+)"/g,
  )) {
    if (name in schemas) continue;
    schemas[name] = OPAQUE.has(name)
      ? { type: 'object' }
      : bare(document.components.schemas[name]);
    take(schemas[name]);
  }
}

const operations = Object.fromEntries(
  PATHS.map(name => {
    const { operationId, parameters, responses } = document.paths[name].get;
    const schema = bare(responses['200'].content['application/json'].schema);
    take(schema);
    return [name, { operationId, parameters: bare(parameters), schema }];
  }),
);
const file = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '../src/__fixtures__/datadog.json',
);
const written = {
  source: `https://github.com/DataDog/datadog-api-client-typescript/blob/${commit}/.generator/schemas/v1/openapi.yaml`,
  license: 'Apache-2.0',
  operations,
  schemas,
};
fs.writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
