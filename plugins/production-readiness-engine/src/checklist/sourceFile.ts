import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml';
import type { Document, Node, Scalar } from 'yaml';
import type { LintFinding } from '@production-readiness/backstage-plugin-production-readiness-common';

/** One step into a YAML document. */
export type PathStep = string | number;

/** 1-based. */
export interface Position {
  file: string;
  line: number;
  column: number;
}

// A larger file is no checklist, and parsing it would stop the process for long.
const MAX_CHARACTERS = 2_000_000;

/** A YAML file with the position of everything in it. */
export class SourceFile {
  readonly name: string;
  readonly findings: LintFinding[] = [];
  /** Undefined where the file is no YAML. */
  readonly value: unknown;
  private readonly text: string;
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    if (text.length > MAX_CHARACTERS) {
      this.refuse(`is larger than ${MAX_CHARACTERS} characters`, 0);
      return;
    }
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
    });
    for (const error of this.document.errors) {
      this.refuse(error.message, error.pos[0]);
    }
    if (this.document.errors.length > 0) return;
    try {
      this.value = this.document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      this.refuse((error as Error).message, 0);
    }
  }

  /** Position of the value at a path, or of the nearest thing above it. */
  positionOf(path: readonly PathStep[]): Position {
    return this.positionAt(this.offsetOf(path));
  }

  /** Position of a key of the map at a path. */
  positionOfKey(path: readonly PathStep[], key: PathStep): Position {
    const map = this.nodeAt(path);
    const pair = isMap(map)
      ? map.items.find(item => keyOf(item.key) === String(key))
      : undefined;
    const range = isNode(pair?.key) ? pair.key.range : undefined;
    return range ? this.positionAt(range[0]) : this.positionOf(path);
  }

  /** Position of a character of the string at a path, as near as its notation allows. */
  positionInside(path: readonly PathStep[], offset: number): Position {
    const node = this.nodeAt(path);
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) {
      return this.positionOf(path);
    }
    return this.positionAt(this.offsetInside(node, node.value, offset));
  }

  private offsetInside(node: Scalar, value: string, offset: number): number {
    const [start, end] = node.range!;
    const source = this.text.slice(start, end);
    // Blanks are folded and quotes escaped, so only what is visible is matched.
    let at = isBlock(source) ? source.indexOf('\n') + 1 : 0;
    for (let index = 0; index < value.length; index++) {
      const character = value[index];
      if (/\s/.test(character)) continue;
      const found = source.indexOf(character, at);
      if (found === -1) break;
      if (index >= offset) return start + found;
      at = found + 1;
    }
    return start + Math.min(at, source.length);
  }

  private offsetOf(path: readonly PathStep[]): number {
    for (let length = path.length; length > 0; length--) {
      const range = this.nodeAt(path.slice(0, length))?.range;
      if (range) return range[0];
    }
    return this.document?.contents?.range?.[0] ?? 0;
  }

  private nodeAt(path: readonly PathStep[]): Node | undefined {
    let node: unknown = this.document?.contents;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.document!);
      if (isMap(node)) {
        node = node.items.find(item => keyOf(item.key) === String(step))?.value;
      } else if (isSeq(node)) {
        const entry: unknown = node.items[Number(step)];
        node = isPair(entry) ? entry.value : entry;
      } else {
        return undefined;
      }
    }
    return isNode(node) ? node : undefined;
  }

  private positionAt(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return {
      file: this.name,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
    };
  }

  private refuse(message: string, offset: number) {
    this.findings.push({
      level: 'error',
      rule: 'yaml',
      message,
      ...this.positionAt(offset),
    });
  }
}

function keyOf(key: unknown): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function isBlock(source: string): boolean {
  return source.startsWith('|') || source.startsWith('>');
}
