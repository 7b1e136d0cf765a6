import { parse } from 'yaml';
import { KINDS } from '../facts/params';

/** What to collect, by collector and key, as `collect` of a checklist says it. */
export interface Blocks {
  pg: Record<string, object>;
  sql: Record<string, object>;
}

/** Without a checklist: every fact about the database, none of named queries. */
export const DEFAULT_BLOCKS: Blocks = {
  pg: Object.fromEntries(KINDS.map(kind => [kind, {}])),
  sql: {},
};

/** How a checklist says for whom and how often; no parameters of a collector. */
const NO_PARAMETERS = ['for', 'refreshAfter'];

/** The blocks of `pg` and `sql` in files of a checklist. */
export function readBlocks(texts: string[]): Blocks {
  const blocks: Blocks = { pg: {}, sql: {} };
  for (const text of texts) {
    const { collect } = (parse(text) ?? {}) as {
      collect?: Partial<Record<keyof Blocks, Record<string, object>>>;
    };
    for (const collector of ['pg', 'sql'] as const) {
      for (const [key, block] of Object.entries(collect?.[collector] ?? {})) {
        blocks[collector][key] = Object.fromEntries(
          Object.entries(block).filter(
            ([name]) => !NO_PARAMETERS.includes(name),
          ),
        );
      }
    }
  }
  return blocks;
}
