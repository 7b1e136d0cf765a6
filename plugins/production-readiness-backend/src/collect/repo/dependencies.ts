import {
  type JsonObject,
  CannotSay,
  notDeclared,
  MAX_FILES,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

const names = z.array(z.string());

export const dependenciesSchema = z.object({
  names,
  manifests: names,
  ecosystems: names,
  complete: z.boolean(),
});

interface Manifest {
  file: RegExp;
  ecosystem: string;
  read(content: string): string[];
}

const KINDS: Manifest[] = [
  { file: /(^|\/)package\.json$/, ecosystem: 'npm', read: readPackageJson },
  {
    file: /(^|\/)requirements[^/]*\.(txt|in)$/,
    ecosystem: 'pip',
    read: readRequirements,
  },
  { file: /(^|\/)pyproject\.toml$/, ecosystem: 'pip', read: readPyproject },
  { file: /(^|\/)Pipfile$/, ecosystem: 'pip', read: readPipfile },
  { file: /(^|\/)go\.mod$/, ecosystem: 'go', read: readGoMod },
];

/** Manifests that are read; `**` also finds the ones in the root. */
export const MANIFESTS = [
  '**/package.json',
  '**/requirements*.{txt,in}',
  '**/pyproject.toml',
  '**/Pipfile',
  '**/go.mod',
];

/** Direct dependencies of all manifests, in lower case. */
export function readDependencies(found: FoundFiles): JsonObject {
  const manifests = [...found.contents].flatMap(([path, content]) => {
    const kind = KINDS.find(({ file }) => file.test(path));
    return kind
      ? [{ path, ecosystem: kind.ecosystem, names: kind.read(content) }]
      : [];
  });
  if (manifests.length === 0) {
    throw new CannotSay(
      notDeclared(
        'the repository has no manifest that is known (package.json, requirements.txt, pyproject.toml, Pipfile, go.mod)',
      ),
    );
  }
  // A condition reads 'not among them' as 'not in use': only the whole list says that.
  if (!found.complete) {
    throw new CannotSay({
      cause: 'check-error',
      message: `the repository has more than ${MAX_FILES} manifests: point backstage.io/source-location to the entity's own folder`,
    });
  }
  return {
    names: unique(manifests.flatMap(manifest => manifest.names)),
    manifests: manifests.map(({ path }) => path),
    ecosystems: unique(manifests.map(({ ecosystem }) => ecosystem)),
    complete: true,
  };
}

const packageJson = z.looseObject({
  dependencies: z.record(z.string(), z.unknown()).optional(),
  devDependencies: z.record(z.string(), z.unknown()).optional(),
  optionalDependencies: z.record(z.string(), z.unknown()).optional(),
});

function readPackageJson(content: string): string[] {
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    throw new Error('a package.json of the repository is not valid JSON');
  }
  const { dependencies, devDependencies, optionalDependencies } =
    packageJson.parse(data);
  return Object.keys({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  });
}

function readRequirements(content: string): string[] {
  return content.split('\n').flatMap(line => requirementName(line));
}

/** The name of a requirement such as `sqlalchemy[asyncio]>=2 ; python_version > '3'`. */
function requirementName(line: string): string[] {
  const match = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[|[<>=!~;@#]|$)/.exec(
    line,
  );
  return match ? [match[1].replace(/[._]/g, '-')] : [];
}

// Only names are wanted: quoted requirements of lists called dependencies, and
// the keys of Poetry's tables.
function readPyproject(content: string): string[] {
  const found: string[] = [];
  let table = '';
  let list = false;
  for (const line of content.split('\n')) {
    const header = /^\s*\[+([^\]]+)\]+\s*$/.exec(line)?.[1];
    if (header !== undefined) {
      table = header.trim();
      list = false;
      continue;
    }
    const key = /^\s*"?([A-Za-z0-9_.-]+)"?\s*=/.exec(line)?.[1];
    if (/poetry(\..+)?\.(dev-)?dependencies$/.test(table)) {
      if (key && key !== 'python') found.push(...requirementName(key));
      continue;
    }
    const startsList =
      key !== undefined &&
      (key === 'dependencies' ||
        /optional-dependencies|dependency-groups/.test(table));
    if (startsList) list = true;
    if (list) {
      for (const [, quoted] of line.matchAll(/["']([^"']+)["']/g)) {
        found.push(...requirementName(quoted));
      }
      if (/\]\s*,?\s*(#.*)?$/.test(line)) list = false;
    }
  }
  return found;
}

function readPipfile(content: string): string[] {
  let table = '';
  return content.split('\n').flatMap(line => {
    table = /^\s*\[([^\]]+)\]/.exec(line)?.[1] ?? table;
    const key = /^\s*"?([A-Za-z0-9_.-]+)"?\s*=/.exec(line)?.[1];
    return key && /^(dev-)?packages$/.test(table) ? requirementName(key) : [];
  });
}

function readGoMod(content: string): string[] {
  return [
    ...content.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w-]+\/\S+)\s+v\d/gm),
  ].map(match => match[1]);
}

function unique(list: string[]): string[] {
  return [...new Set(list.map(name => name.toLowerCase()))].sort();
}
