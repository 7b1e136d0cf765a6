// Takes from PagerDuty's published OpenAPI document what the module rests on: of
// each operation that it asks, the names of its parameters, its scopes, the shape
// of its answer and an example, only of the fields that are read.
//
//   node scripts/extract-spec.mjs path/to/pagerduty-openapi.json
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

const OPERATIONS = [
  '/escalation_policies/{id}',
  '/incidents',
  '/incidents/{id}/log_entries',
  '/oncalls',
  '/services/{id}',
  '/users/{id}',
];
/** Fields that are read; the others are not ours to speak of. */
const READ = new Set(
  'agent blacklisted contact_method contact_methods created_at enabled end escalation_level escalation_policy escalation_rules html_url id incident_type incidents integrations limit log_entries more name notification_rules offset oncalls priority schedule service start status summary targets teams title type urgency user'.split(
    ' ',
  ),
);

const text = await readFile(process.argv[2], 'utf8');
const document = JSON.parse(text);

function resolve(schema) {
  if (!schema?.$ref) return schema ?? {};
  const parts = schema.$ref.slice(2).split('/');
  return resolve(parts.reduce((part, key) => part[key], document));
}

const unique = parts => [
  ...new Map(parts.map(part => [JSON.stringify(part), part])).values(),
];

/** As JSON Schema, only of what is read. */
function shapeOf(given, depth = 0) {
  const schema = resolve(given);
  if (depth > 8) return {};
  const shape = bareShapeOf(schema, depth);
  return schema.nullable ? { anyOf: [shape, { type: 'null' }] } : shape;
}

function bareShapeOf(schema, depth) {
  for (const name of ['anyOf', 'oneOf', 'allOf']) {
    if (!schema[name]) continue;
    const parts = schema[name].map(each => shapeOf(each, depth + 1));
    // Log entries are told apart by an enumeration that contradicts itself.
    return { [name === 'oneOf' ? 'anyOf' : name]: unique(parts) };
  }
  if (schema.type === 'array') {
    return { type: 'array', items: shapeOf(schema.items, depth + 1) };
  }
  if (schema.type === 'object' || schema.properties) {
    const properties = Object.entries(schema.properties ?? {})
      .filter(([name]) => READ.has(name))
      .map(([name, value]) => [
        name,
        name === 'type' ? { type: 'string' } : shapeOf(value, depth + 1),
      ]);
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: (schema.required ?? []).filter(name => READ.has(name)),
    };
  }
  return {
    ...(schema.type ? { type: schema.type } : {}),
    ...(schema.enum ? { enum: schema.enum } : {}),
  };
}

/** Of an example only what is read. */
function readOf(value) {
  if (Array.isArray(value)) return value.map(readOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => READ.has(name))
      .map(([name, inner]) => [name, readOf(inner)]),
  );
}

const operations = Object.fromEntries(
  OPERATIONS.map(path => {
    const { get, parameters = [] } = document.paths[path];
    const known = [...parameters, ...(get.parameters ?? [])].map(resolve);
    const query = known.filter(each => each.in === 'query');
    const { schema, examples } =
      get.responses['200'].content['application/json'];
    return [
      path,
      {
        query: Object.fromEntries(
          query.map(({ name, schema: { enum: values } }) => [
            name,
            values ?? null,
          ]),
        ),
        scopes: [...(get.description ?? '').matchAll(/`([\w:]+\.read)`/g)].map(
          ([, scope]) => scope,
        ),
        answer: shapeOf(schema),
        example: readOf(Object.values(examples)[0].value),
      },
    ];
  }),
);
/** Kinds of log entries, of which the base and its variants name different ones. */
const logEntryTypes = [
  ...new Set(
    JSON.stringify(
      ['LogEntry', 'AcknowledgeLogEntry'].map(
        name => document.components.schemas[name],
      ),
    ).match(/\backnowledge\w*_log_entry\b/g),
  ),
].sort();

await writeFile(
  new URL('../src/__fixtures__/pagerduty-openapi.json', import.meta.url),
  `${JSON.stringify(
    {
      source: `https://github.com/PagerDuty/api-schema, ${document.info.title} ${document.info.version}`,
      sha256: createHash('sha256').update(text).digest('hex'),
      operations,
      logEntryTypes,
    },
    null,
    2,
  )}\n`,
);
