/**
 * Writes what Render publishes of the operations that are used here: names of
 * query parameters and JSON Schemas of answers. Its source is the generated
 * schema of Render's SDK (https://github.com/render-oss/sdk, Apache-2.0):
 *
 *     node scripts/extractContract.mjs <typescript/src/generated/schema.ts> <commit>
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const [file, commit] = process.argv.slice(2);
const TARGET = fileURLToPath(
  new URL('../src/__fixtures__/render-api.json', import.meta.url),
);

const OPERATIONS = [
  '/services',
  '/services/{serviceId}',
  '/services/{serviceId}/instances',
  '/services/{serviceId}/deploys',
  '/services/{serviceId}/events',
  '/services/{serviceId}/custom-domains',
  '/services/{serviceId}/env-vars',
  '/env-groups',
  '/env-groups/{envGroupId}',
  '/postgres',
  '/postgres/{postgresId}',
  '/postgres/{postgresId}/recovery',
  '/postgres/{postgresId}/connection-info',
  '/owners/{ownerId}/members',
  '/notification-settings/owners/{ownerId}',
  '/logs',
  '/logs/streams/owner/{ownerId}',
  '/metrics/cpu',
  '/metrics/cpu-limit',
  '/metrics/memory',
  '/metrics/memory-limit',
  '/metrics/http-requests',
  '/metrics/http-latency',
  '/metrics/bandwidth',
  '/metrics/active-connections',
  '/metrics/disk-usage',
  '/metrics/disk-capacity',
  '/metrics/replication-lag',
  '/webhooks',
  '/webhooks/{webhookId}/events',
  '/events/{eventId}',
  '/blueprints',
  '/blueprints/{blueprintId}',
  '/blueprints/{blueprintId}/syncs',
];

const program = ts.createProgram([file], { strict: true, noLib: false });
const checker = program.getTypeChecker();
const source = program.getSourceFile(file);
const exported = checker.getExportsOfModule(
  checker.getSymbolAtLocation(source),
);
const paths = checker.getDeclaredTypeOfSymbol(
  exported.find(({ name }) => name === 'paths'),
);

const operations = Object.fromEntries(
  OPERATIONS.map(path => {
    const own = at(paths, path);
    if (!own) throw new Error(`the schema has no ${path}`);
    const get = at(own, 'get');
    const query = at(at(get, 'parameters'), 'query');
    const content = at(at(at(get, 'responses'), '200'), 'content');
    return [
      path,
      {
        query: namesOf(query),
        answer: schemaOf(at(content, 'application/json')),
      },
    ];
  }),
);

writeFileSync(
  TARGET,
  `${JSON.stringify(
    {
      source: 'https://github.com/render-oss/sdk',
      file: 'typescript/src/generated/schema.ts',
      commit,
      license: 'Apache-2.0',
      operations,
    },
    null,
    1,
  )}\n`,
);

/** The type of a property; undefined if there is none. */
function at(type, name) {
  const symbol = type && definite(type).getProperty(name);
  return symbol && checker.getTypeOfSymbolAtLocation(symbol, source);
}

function definite(type) {
  return checker.getNonNullableType(type);
}

function namesOf(type) {
  return type
    ? definite(type)
        .getProperties()
        .map(({ name }) => name)
    : [];
}

function schemaOf(type, depth = 0) {
  if (depth > 12) return {};
  if (type.isUnion()) return unionOf(type, depth);
  if (type.flags & ts.TypeFlags.StringLiteral) return { const: type.value };
  if (type.flags & ts.TypeFlags.NumberLiteral) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type);
    return { type: 'array', items: schemaOf(item, depth + 1) };
  }
  if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
    return objectOf(type, depth);
  }
  return {};
}

function unionOf(type, depth) {
  const parts = type.types.filter(
    each => !(each.flags & ts.TypeFlags.Undefined),
  );
  if (parts.every(each => each.flags & ts.TypeFlags.BooleanLike)) {
    return { type: 'boolean' };
  }
  if (parts.every(each => each.isStringLiteral())) {
    return { type: 'string', enum: parts.map(({ value }) => value) };
  }
  return parts.length === 1
    ? schemaOf(parts[0], depth)
    : { anyOf: parts.map(each => schemaOf(each, depth + 1)) };
}

function objectOf(type, depth) {
  const properties = type.getProperties();
  if (properties.length === 0) return { type: 'object' };
  return {
    type: 'object',
    required: properties
      .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
      .map(({ name }) => name),
    properties: Object.fromEntries(
      properties.map(each => [
        each.name,
        schemaOf(checker.getTypeOfSymbolAtLocation(each, source), depth + 1),
      ]),
    ),
    additionalProperties: false,
  };
}
