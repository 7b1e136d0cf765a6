/** Something to tell, and to whom. */
export interface Addressed<T> {
  thing: T;
  /** Groups as such: a channel of theirs may be told too. */
  groups: string[];
  /** All people in them, and others. */
  people: string[];
  /** Refs that are not told, or were before. */
  except: ReadonlySet<string>;
}

/** One message: the same things, to all who are to hear of exactly these. */
export interface Message<T> {
  things: T[];
  /** Refs of groups and people. */
  recipients: string[];
  /** People of those groups who hear of other things, or of nothing. */
  exclude: string[];
}

/** Several things to one person are one message, whatever groups they are in. */
export function addressMessages<T>(
  addressed: readonly Addressed<T>[],
): Message<T>[] {
  const heard = new Map<string, number[]>();
  addressed.forEach(({ groups, people, except }, index) => {
    for (const ref of new Set([...groups, ...people])) {
      if (except.has(ref)) continue;
      heard.set(ref, [...(heard.get(ref) ?? []), index]);
    }
  });
  const bySame = new Map<string, { indexes: number[]; recipients: string[] }>();
  for (const [ref, indexes] of heard) {
    const same = bySame.get(indexes.join()) ?? { indexes, recipients: [] };
    same.recipients.push(ref);
    bySame.set(indexes.join(), same);
  }
  const everyone = [...new Set(addressed.flatMap(({ people }) => people))];
  return [...bySame.values()].map(({ indexes, recipients }) => ({
    things: indexes.map(index => addressed[index].thing),
    recipients: [...recipients].sort(),
    exclude: everyone.filter(ref => !recipients.includes(ref)).sort(),
  }));
}
