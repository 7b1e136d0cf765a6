import type { PathStep, Position, SourceFile } from './sourceFile';

/** Where something was written. */
export interface Origin {
  file: SourceFile;
  path: readonly PathStep[];
}

/**
 * Remembers where the parts of a parsed checklist were written, so that the
 * linter can say so. Keyed by object: a checklist carries no positions itself.
 */
export class Origins {
  private readonly known = new WeakMap<object, Origin>();

  set(part: object, origin: Origin): void {
    this.known.set(part, origin);
  }

  get(part: object): Origin | undefined {
    return this.known.get(part);
  }

  /** Position of a part, or of something in it. */
  position(part: object, ...inside: PathStep[]): Position | undefined {
    const origin = this.known.get(part);
    return origin?.file.positionOf([...origin.path, ...inside]);
  }

  /** Position of a character of an expression that stands in a part. */
  positionInside(
    part: object,
    inside: readonly PathStep[],
    offset: number,
  ): Position | undefined {
    const origin = this.known.get(part);
    return origin?.file.positionInside([...origin.path, ...inside], offset);
  }
}
