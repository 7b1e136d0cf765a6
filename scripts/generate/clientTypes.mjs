import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const SOURCE = 'plugins/production-readiness-backend/src/schema/openapi.yaml';
const TARGET =
  'plugins/production-readiness-common/src/client/schema.generated.ts';

/** Types of ours that OpenAPI has no words for; by component name. */
const OWN_TYPES = ['JsonValue', 'JsonObject'];

/** The client's types, from the OpenAPI document. */
export async function generateClientTypes(root) {
  const document = await readFile(new URL(SOURCE, root), 'utf8');
  const nodes = await openapiTS(document, {
    silent: true,
    transform: (_schema, { path }) => {
      const name = path?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
      return OWN_TYPES.includes(name)
        ? ts.factory.createTypeReferenceNode(name)
        : undefined;
    },
  });
  return {
    path: TARGET,
    content: [
      '// Generated from the OpenAPI document of the backend; run `yarn build:generated`.',
      '/* eslint-disable */',
      `import type { ${OWN_TYPES.join(', ')} } from '../model';`,
      '',
      astToString(nodes),
    ].join('\n'),
  };
}
