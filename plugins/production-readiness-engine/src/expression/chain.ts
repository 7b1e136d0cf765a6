import type { ASTNode } from '@marcbachmann/cel-js';

/** A name followed by fixed keys, as in `a.b['c']`. */
export interface Chain {
  root: string;
  keys: string[];
}

/** Undefined for a node that is anything else. */
export function staticChain(node: ASTNode): Chain | undefined {
  if (node.op === 'id') return { root: node.args, keys: [] };
  if (node.op === '.') {
    const chain = staticChain(node.args[0]);
    return chain && { ...chain, keys: [...chain.keys, node.args[1]] };
  }
  if (node.op === '[]') {
    const [holder, key] = node.args;
    if (key.op !== 'value' || typeof key.args !== 'string') return undefined;
    const chain = staticChain(holder);
    return chain && { ...chain, keys: [...chain.keys, key.args] };
  }
  return undefined;
}
