/** A variable as `.env.example` has it. */
export interface EnvExampleEntry {
  key: string;
  /** Without quotes and without the comment beside it; may be empty. */
  value: string;
  /** Of the lines above, up to a blank one, and beside. */
  comment: string;
}

/** Reads the lines of a `.env.example`; what is no entry is passed over. */
export function parseEnvExample(content: string): EnvExampleEntry[] {
  const entries: EnvExampleEntry[] = [];
  let above = '';
  for (const line of content.split(/\r?\n/)) {
    const entry = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(
      line,
    );
    if (entry) {
      const [, key, rest] = entry;
      const beside = /(?:^|\s)#\s*(.*)$/.exec(rest)?.[1] ?? '';
      entries.push({
        key,
        value: valueOf(rest),
        comment: `${above} ${beside}`.trim(),
      });
      above = '';
    } else {
      const comment = /^\s*#\s?(.*)$/.exec(line)?.[1];
      above = comment === undefined ? '' : `${above} ${comment}`;
    }
  }
  return entries;
}

/** Whether a comment says that the variable has to be set. */
export function saysRequired({ comment }: EnvExampleEntry): boolean {
  return /\bREQUIRED\b/.test(comment);
}

function valueOf(rest: string): string {
  const text = rest.trim();
  const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(text);
  return quoted ? quoted[2] : text.replace(/(?:^|\s+)#.*$/, '').trim();
}
