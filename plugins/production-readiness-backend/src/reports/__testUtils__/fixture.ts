import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** Output of a real tool, written by `scripts/report-fixtures.mjs`. */
export function fixtureText(name: string): string {
  return readFileSync(
    resolvePackagePath(
      '@production-readiness/backstage-plugin-production-readiness-backend',
      'src/reports/__fixtures__',
      name,
    ),
    'utf8',
  );
}

export function fixtureJson(name: string): any {
  return JSON.parse(fixtureText(name));
}
