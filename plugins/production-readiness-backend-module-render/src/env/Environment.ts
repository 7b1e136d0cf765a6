/** A variable; `hidden`: it is set, and its value may not be looked at. */
export type Variable =
  | { is: 'absent' }
  | { is: 'hidden' }
  | { is: 'known'; value: string };

/** Stands for a value that was dropped while it was read. */
export const HIDDEN = Symbol('hidden');

/**
 * The variables that a process is given. One that is empty is absent: to the
 * process it is as if nobody had set it. Holds secrets, and is never shown.
 */
export class Environment {
  readonly #values: Map<string, string | typeof HIDDEN>;

  constructor(entries: Iterable<readonly [string, string | typeof HIDDEN]>) {
    this.#values = new Map(
      [...entries].filter(
        ([, value]) => value === HIDDEN || String(value).trim() !== '',
      ),
    );
  }

  /** Names of what is set, sorted. */
  get keys(): string[] {
    return [...this.#values.keys()].sort();
  }

  get(key: string): Variable {
    const value = this.#values.get(key);
    if (value === undefined) return { is: 'absent' };
    return value === HIDDEN ? { is: 'hidden' } : { is: 'known', value };
  }

  /** Nothing of it is to be found in a log. */
  toJSON(): string {
    return `${this.#values.size} variables`;
  }
}
