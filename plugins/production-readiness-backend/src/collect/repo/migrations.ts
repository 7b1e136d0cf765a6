import {
  type JsonObject,
  CannotSay,
  notDeclared,
  MAX_FILES,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

const names = z.array(z.string());

export const migrationsSchema = z.object({
  count: z.number(),
  alembic: z.object({
    versions: names,
    heads: names,
    withoutDowngrade: names,
  }),
  prisma: z.object({
    migrations: z.array(z.object({ name: z.string() })),
    withoutDown: names,
  }),
  complete: z.boolean(),
});

/** Alembic's versions and Prisma's migrations, below `folder` if it is given. */
export function migrationGlobs(folder: string | undefined): string[] {
  if (folder) {
    const bare = folder.replace(/\/+$/, '');
    return [`${bare}/**/*.py`, `${bare}/**/*.sql`];
  }
  return [
    '**/alembic/versions/*.py',
    '**/migrations/versions/*.py',
    '**/prisma/migrations/*/*.sql',
  ];
}

/** Which migrations there are and which cannot be rolled back. */
export function readMigrations(found: FoundFiles): JsonObject {
  if (found.files.length === 0) {
    throw new CannotSay(
      notDeclared(
        'the repository has no migrations where Alembic or Prisma keep them',
      ),
    );
  }
  // What is asked of them is asked of all.
  if (!found.complete) {
    throw new CannotSay({
      cause: 'check-error',
      message: `the repository has more than ${MAX_FILES} migrations, or larger ones than are read`,
    });
  }
  const alembic = readAlembic(found);
  const prisma = readPrisma(found);
  return {
    count: alembic.versions.length + prisma.migrations.length,
    alembic,
    prisma,
    complete: true,
  };
}

interface Revision {
  id: string;
  parents: string[];
  reversible: boolean;
}

function readAlembic(found: FoundFiles) {
  const revisions = [...found.contents]
    .filter(([path]) => path.endsWith('.py'))
    .flatMap(([, content]) => readRevision(content));
  const parents = new Set(revisions.flatMap(revision => revision.parents));
  return {
    versions: revisions.map(({ id }) => id),
    heads: revisions.map(({ id }) => id).filter(id => !parents.has(id)),
    withoutDowngrade: revisions
      .filter(({ reversible }) => !reversible)
      .map(({ id }) => id),
  };
}

function readRevision(content: string): Revision[] {
  const id = /^revision(?:\s*:[^=]+)?\s*=\s*["']([^"']+)["']/m.exec(
    content,
  )?.[1];
  if (!id) return [];
  const parent =
    /^down_revision(?:\s*:[^=]+)?\s*=\s*(\([^)]*\)|[^\n]*)/m.exec(
      content,
    )?.[1] ?? '';
  return [
    {
      id,
      parents: [...parent.matchAll(/["']([^"']+)["']/g)].map(match => match[1]),
      reversible: hasDowngrade(content),
    },
  ];
}

/** A downgrade that does something: more than `pass`, a comment, a docstring. */
function hasDowngrade(content: string): boolean {
  const start = /^def downgrade\([^)]*\)[^:\n]*:[^\n]*\n/m.exec(content);
  if (!start) return false;
  const lines = content.slice(start.index + start[0].length).split('\n');
  const end = lines.findIndex(line => /^\S/.test(line));
  const body = (end < 0 ? lines : lines.slice(0, end))
    .join('\n')
    .replace(/("""|''')[^]*?\1/g, '')
    .replace(/#[^\n]*/g, '')
    .replace(/^\s*(pass|\.\.\.|raise NotImplementedError[^\n]*)\s*$/gm, '');
  return body.trim() !== '';
}

function readPrisma(found: FoundFiles) {
  const sql = found.files
    .map(file => file.path)
    .filter(path => path.endsWith('.sql'));
  const folders = sql
    .filter(path => /(^|\/)migration\.sql$/.test(path))
    .map(path => path.replace(/\/?migration\.sql$/, ''));
  const nameOf = (folder: string) => folder.split('/').pop() ?? folder;
  return {
    migrations: folders.map(folder => ({ name: nameOf(folder) })),
    withoutDown: folders
      .filter(folder => !sql.includes(`${folder}/down.sql`))
      .map(nameOf),
  };
}
