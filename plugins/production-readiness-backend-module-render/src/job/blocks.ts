import { parse } from 'yaml';

/** A block under `collect.env`, without whom it is for. */
export type Block = Record<string, unknown>;

/** What expressions of blocks are filled in with. */
export interface Values {
  params: Record<string, unknown>;
  /** Annotations of the entity. */
  annotations: Record<string, string>;
}

interface ChecklistFile {
  params?: Record<string, unknown>;
  collect?: { env?: Record<string, Block & { for?: string[] }> };
}

/**
 * The blocks of `collect.env` in files of a checklist, those of one target if
 * it is named, and the parameters beside them.
 */
export function readBlocks(
  texts: string[],
  target: string | undefined,
): { blocks: Record<string, Block>; params: Values['params'] } {
  const files = texts.map(text => (parse(text) ?? {}) as ChecklistFile);
  const blocks: Record<string, Block> = {};
  for (const { collect } of files) {
    for (const [key, block] of Object.entries(collect?.env ?? {})) {
      const { for: targets, refreshAfter: _, ...own } = block;
      if (!target || targets?.includes(target)) blocks[key] = own;
    }
  }
  return {
    blocks,
    params: Object.assign({}, ...files.map(({ params }) => params ?? {})),
  };
}

const PARAMETER = /^=\s*param((?:\.[A-Za-z][A-Za-z0-9]*)+)\s*$/;
const ANNOTATION = /^=\s*annotation\('([^']+)'\)\s*$/;

/**
 * Fills in expressions that name a parameter or an annotation. Throws on any
 * other, for only Backstage can evaluate it.
 */
export function fillIn(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fillInText(value, values);
  if (Array.isArray(value)) return value.map(each => fillIn(each, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, fillIn(each, values)]),
  );
}

function fillInText(text: string, { params, annotations }: Values): unknown {
  if (!text.startsWith('=')) return text;
  const annotation = ANNOTATION.exec(text)?.[1];
  if (annotation !== undefined) return annotations[annotation] ?? '';
  const path = PARAMETER.exec(text)?.[1].slice(1).split('.');
  const found = path?.reduce<unknown>(
    (holder, name) => (holder as Record<string, unknown> | undefined)?.[name],
    params,
  );
  if (found !== undefined) return found;
  throw new Error(
    path
      ? `no file has the parameter ${path.join(
          '.',
        )}; name the checklist's own file too`
      : 'its expression can be evaluated only in Backstage',
  );
}
