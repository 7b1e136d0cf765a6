import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import { parse } from 'yaml';
import { readChecklistFiles } from '../readChecklistFiles';

const SHIPPED = resolvePackagePath(
  '@production-readiness/backstage-plugin-production-readiness-backend',
  'checklists',
);

/** Values by fact id; `<fact>@<target>` says what differs on that target. */
export type Samples = Map<string, JsonValue>;

/** The files of a checklist that ships with the package. */
export function shippedFiles(id: string) {
  return readChecklistFiles('checklist.yaml', name =>
    readFile(join(SHIPPED, id, name), 'utf8'),
  );
}

/** The samples of all its categories; parts of the same fact complete each other. */
export async function shippedSamples(id: string): Promise<Samples> {
  const folder = join(SHIPPED, id, 'samples');
  const samples: Samples = new Map();
  for (const name of (await readdir(folder)).sort()) {
    const text = await readFile(join(folder, name), 'utf8');
    // The core schema has no dates: times stay the strings that they are.
    const parts = parse(text) as Record<string, JsonValue>;
    for (const [key, part] of Object.entries(parts)) {
      samples.set(key, complete(samples.get(key), part));
    }
  }
  for (const [key, special] of samples) {
    const [fact, target] = key.split('@');
    if (target) samples.set(key, complete(samples.get(fact), special));
  }
  return samples;
}

function complete(known: JsonValue | undefined, part: JsonValue): JsonValue {
  if (Array.isArray(known) && Array.isArray(part)) {
    const [longer, shorter] =
      known.length >= part.length ? [known, part] : [part, known];
    return longer.map((entry, index) =>
      shorter[index] === undefined ? entry : complete(entry, shorter[index]),
    );
  }
  if (isObject(known) && isObject(part)) {
    const merged: Record<string, JsonValue> = { ...known };
    for (const [key, value] of Object.entries(part)) {
      merged[key] = complete(known[key], value);
    }
    return merged;
  }
  return part;
}

function isObject(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
