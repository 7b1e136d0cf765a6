// Takes from Sentry's published OpenAPI document what the module rests on: of
// each operation that it asks, the names of its parameters and the shape of its
// answer, without any text.
//
//   node scripts/extract-spec.mjs path/to/sentry-openapi.json
import { readFile, writeFile } from 'node:fs/promises';

const OPERATIONS = [
  '/api/0/projects/{organization_id_or_slug}/{project_id_or_slug}/',
  '/api/0/projects/{organization_id_or_slug}/{project_id_or_slug}/environments/',
  '/api/0/projects/{organization_id_or_slug}/{project_id_or_slug}/keys/',
  '/api/0/projects/{organization_id_or_slug}/{project_id_or_slug}/releases/',
  '/api/0/organizations/{organization_id_or_slug}/workflows/',
  '/api/0/organizations/{organization_id_or_slug}/detectors/',
  '/api/0/organizations/{organization_id_or_slug}/issues/',
  '/api/0/organizations/{organization_id_or_slug}/events/',
];
/** Fields that are read; the others are not ours to speak of. */
const READ = new Set(
  'id slug status platform firstEvent name isHidden public isActive version dateCreated enabled triggers actionFilters actions type workflowIds latestGroup data'.split(
    ' ',
  ),
);

const document = JSON.parse(await readFile(process.argv[2], 'utf8'));

function resolve(schema) {
  if (!schema?.$ref) return schema;
  return resolve(
    schema.$ref
      .slice(2)
      .split('/')
      .reduce((part, key) => part[key], document),
  );
}

const nullable = (shape, schema) =>
  schema.nullable ? { anyOf: [shape, { type: 'null' }] } : shape;

/** The shape as JSON Schema, only of what is read. */
function shapeOf(given, depth = 0) {
  const schema = resolve(given) ?? {};
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives)
    return nullable(
      { anyOf: alternatives.map(each => shapeOf(each, depth)) },
      schema,
    );
  if (schema.allOf)
    return nullable(
      { allOf: schema.allOf.map(each => shapeOf(each, depth)) },
      schema,
    );
  if (schema.type === 'array')
    return nullable(
      { type: 'array', items: shapeOf(schema.items, depth + 1) },
      schema,
    );
  if (schema.type === 'object' || schema.properties) {
    const properties = Object.entries(schema.properties ?? {}).filter(
      ([name]) => READ.has(name),
    );
    return nullable(
      {
        type: 'object',
        properties: Object.fromEntries(
          properties.map(([name, value]) => [name, shapeOf(value, depth + 1)]),
        ),
        required: (schema.required ?? []).filter(name => READ.has(name)),
      },
      schema,
    );
  }
  return nullable(schema.type ? { type: schema.type } : {}, schema);
}

const operations = Object.fromEntries(
  OPERATIONS.map(path => {
    const { get, parameters = [] } = document.paths[path];
    const query = [...parameters, ...(get.parameters ?? [])]
      .map(resolve)
      .filter(each => each.in === 'query')
      .map(each => each.name)
      .sort();
    const { schema } = get.responses['200'].content['application/json'];
    const scopes = get.security?.flatMap(each => each.auth_token ?? []) ?? [];
    return [path, { query, scopes: scopes.sort(), answer: shapeOf(schema) }];
  }),
);
await writeFile(
  new URL('../src/__fixtures__/sentry-openapi.json', import.meta.url),
  `${JSON.stringify(
    {
      source: `OpenAPI document of ${document.info.description}, ${document.info.version} (${document.info.license.name})`,
      operations,
    },
    null,
    2,
  )}\n`,
);
