import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parse } from 'yaml';

/** The OpenAPI document, as it ships with the package. */
export function readOpenApiDocument() {
  return parse(
    readFileSync(
      resolvePackagePath(
        '@production-readiness/backstage-plugin-production-readiness-backend',
        'src/schema/openapi.yaml',
      ),
      'utf8',
    ),
  );
}
